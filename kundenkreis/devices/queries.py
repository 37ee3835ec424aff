"""What helps against a fault, and what managers see of all of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.devices.models import Device, DeviceBatch, DeviceIssue, ScreenRules
from kundenkreis.guides.models import Guide
from kundenkreis.search.models import Document
from kundenkreis.search.queries import Hit
from kundenkreis.search.queries import find as search
from kundenkreis.signposts.queries import follow
from kundenkreis.stages.knowledge.models import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What helps, readable now: a guide, an article, or what a search found; `short`: its short path."""

    short: str
    guide: Guide | None = None
    article: Article | None = None
    hits: tuple[Hit, ...] = ()

    @property
    def title(self) -> str:
        found = self.guide or self.article
        return found.title if found else (self.hits[0].title if self.hits else "")

    @property
    def path(self) -> str:
        found = self.guide or self.article
        return found.path if found else self.short

    @property
    def kind(self) -> str:
        return "guide" if self.guide else "article" if self.article else "search"


def fix(*, product: str, fault: str, version: str, language: str) -> Fix:
    """What the table of short links says, else what a search for the words finds."""
    short = short_path(product=product, fault=fault, version=version, language=language)
    target = follow(product=product, topic=fault, version=version, language=language)
    if target and (target.guide or target.article):
        return Fix(short=short, guide=target.guide, article=target.article)
    words = target.row.words if target else f"{product} {fault}".replace("-", " ")
    kinds = [Document.Kind.GUIDE, Document.Kind.ARTICLE]
    return Fix(short=short, hits=tuple(search(words, language=language, kinds=kinds, limit=3)))  # fmt: skip


def fix_of(issue: DeviceIssue, *, language: str) -> Fix:
    """What helps against this fault of this device."""
    return fix(product=issue.device.product, fault=issue.code, version=issue.firmware, language=language)  # fmt: skip


def short_path(*, product: str, fault: str, version: str, language: str) -> str:
    """`/g/product/version/fault/?language=…`: what a QR code on the display carries."""
    parts = [product, version, fault] if version and "/" not in version else [product, fault]  # fmt: skip
    return "/g/" + "/".join(part for part in parts if part) + f"/?language={language}"


def issue_of(device: Device, pk: UUID) -> DeviceIssue:
    """An issue of this device.

    :raises NotFound: there is none.
    """
    row = DeviceIssue.objects.select_related("device", "case").filter(pk=pk, device=device).first()  # fmt: skip
    if row is None:
        raise NotFound("not_found", _("There is no such fault."))
    return row


def faults(*, since: datetime) -> list[dict[str, Any]]:
    """By product, fault and firmware since then: devices, reports, still there, became cases; most first."""
    rows = DeviceIssue.objects.filter(last_seen_at__gte=since)
    groups: Any = rows.values("device__product", "domain", "code", "firmware").annotate(
        devices=Count("device", distinct=True), reports=Sum("times"), last=Max("last_seen_at"),
        open=Count("pk", filter=Q(gone_at__isnull=True)), cases=Count("case", distinct=True),
    )  # fmt: skip
    return list(groups.order_by("-devices", "-reports", "device__product", "code", "firmware")[:200])  # fmt: skip


def batches() -> list[DeviceBatch]:
    """All, newest first, with how many devices were seen and how many are revoked."""
    return list(
        DeviceBatch.objects.select_related("made_by").annotate(
            seen=Count("devices", filter=Q(devices__last_seen_at__isnull=False)),
            revoked=Count("devices", filter=Q(devices__revoked_at__isnull=False)),
        )
    )


def batch(pk: UUID) -> DeviceBatch:
    """:raises NotFound: there is none."""
    row = DeviceBatch.objects.select_related("made_by").filter(pk=pk).first()
    if row is None:
        raise NotFound("not_found", _("There are no such keys."))
    return row


def device(pk: UUID) -> Device:
    """:raises NotFound: there is none."""
    row = Device.objects.select_related("batch").filter(pk=pk).first()
    if row is None:
        raise NotFound("not_found", _("There is no such device."))
    return row


def ancestors() -> list[str]:
    """Who may frame the help screen."""
    row = ScreenRules.objects.first()
    return row.ancestors if row else []
