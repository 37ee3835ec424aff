"""A device says something: it is let in once, its fault is kept, what does not help becomes a case."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.devices import keys, queries
from kundenkreis.devices.events import DeviceIssueSeen
from kundenkreis.devices.models import Device, DeviceIssue, DeviceNonce
from kundenkreis.guides import actions as guides
from kundenkreis.guides import queries as guide_queries
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person

_NONCE = re.compile(r"[0-9A-Za-z_-]{16,64}")


class NotSigned(Refused):
    """Nobody we know, or not signed by it, or at the wrong time."""

    status = 401


@one_transaction
def admit(
    *,
    device: str,
    signature: str,
    time: str,
    nonce: str,
    method: str,
    path: str,
    body: bytes,
    by: Person | None,
    at: datetime,
) -> Device:
    """The device that signed this, now, for the first time.

    :raises NotSigned: `bad_signature`, also of a revoked device; `clock`: more than five minutes off.
    :raises Refused: `replayed`: it came before.
    """
    no = NotSigned("bad_signature", _("This is not signed by a device we know."))
    try:
        pk, moment = UUID(device), datetime.fromtimestamp(int(time), UTC)
    except (ValueError, OverflowError, OSError):
        raise no from None
    row = Device.objects.filter(pk=pk, revoked_at__isnull=True).first()
    if row is None or not _NONCE.fullmatch(nonce):
        raise no
    if not keys.is_signed(signature, pk, method=method, path=path, time=time, nonce=nonce, body=body):  # fmt: skip
        raise no
    if abs(at - moment) > DeviceNonce.WINDOW:
        sentence = _("The device's clock is wrong. Here it is {time}.")
        raise NotSigned("clock", sentence.format(time=at.astimezone(UTC).isoformat(timespec="seconds")))  # fmt: skip
    try:
        with transaction.atomic():
            DeviceNonce.objects.create(device=row, nonce=nonce, at=at)
    except IntegrityError:
        raise Refused("replayed", _("This came before. Sign it anew.")) from None
    Device.objects.filter(pk=pk).update(last_seen_at=at)
    return row


@one_transaction
def report(
    device: Device,
    *,
    domain: str,
    code: str,
    severity: str,
    firmware: str = "",
    by: Person | None,
    at: datetime,
) -> DeviceIssue:
    """The device has this fault. The same one again is the same issue, seen once more.

    :raises Invalid: `bad_fault`.
    """
    domain, code = slugify(domain.lower())[:40], slugify(code.lower())[:80]
    if not domain or not code or severity not in DeviceIssue.Severity.values:
        raise Invalid("bad_fault", _("Please send domain, code and severity of the fault."))  # fmt: skip
    firmware = texts.tidy(firmware)[:40]
    # Also the lock: two reports of one device come one after the other.
    Device.objects.filter(pk=device.pk).update(last_seen_at=at)
    row = DeviceIssue.objects.filter(device=device, domain=domain, code=code, gone_at=None).first()  # fmt: skip
    if row is None:
        row = DeviceIssue.objects.create(
            device=device, domain=domain, code=code, severity=severity, firmware=firmware,
            first_seen_at=at, last_seen_at=at,
        )  # fmt: skip
        announce(DeviceIssueSeen(issue=str(row.pk)), by=by, at=at)
        return row
    row.times += 1
    row.severity, row.firmware = severity, firmware
    row.last_seen_at = max(row.last_seen_at, at)
    row.save(update_fields=["times", "severity", "firmware", "last_seen_at"])
    return row


@one_transaction
def gone(issue: DeviceIssue, *, by: Person | None, at: datetime) -> DeviceIssue:
    """The device says that the fault is gone. Twice changes nothing."""
    DeviceIssue.objects.filter(pk=issue.pk, gone_at__isnull=True).update(gone_at=at)
    return DeviceIssue.objects.select_related("device").get(pk=issue.pk)


@one_transaction
def not_helped(
    issue: DeviceIssue,
    *,
    language: str,
    tried: Sequence[str] = (),
    walk: UUID | None = None,
    by: Person | None,
    at: datetime,
) -> tuple[Case, str]:
    """What the device showed did not help: a case with its context, and the key that opens it.

    The case is a guest's: nothing of the household is known. While it is open, asking again gives it
    again, with another key.

    :raises NotFound: there is no such walk, or it is another case's.
    """
    issue = DeviceIssue.objects.select_for_update(of=("self",)).select_related("device", "case__customer").get(pk=issue.pk)  # fmt: skip
    if issue.case and issue.case.is_open:
        key = cases.make_key(issue.case, by=issue.case.customer, at=at)
        return issue.case, key
    guest = people.welcome_guest(language=language, by=by, at=at)
    case = _open(issue, guest, language, at=at)
    if walk:
        _bring(walk, case, guest, at=at)
    if shown := [texts.tidy(each)[:200] for each in tried[:30] if each.strip()]:
        text = _("What was already tried, on the device:") + "\n\n" + "\n".join(f"- {each}" for each in shown)  # fmt: skip
        cases.write(case, text=text, by=None, at=at)
    issue.case = case
    issue.save(update_fields=["case"])
    return case, cases.make_key(case, by=guest, at=at)


def _open(issue: DeviceIssue, guest: Person, language: str, *, at: datetime) -> Case:
    fix = queries.fix_of(issue, language=language)
    fault = f"{issue.domain}/{issue.code}"
    lines = [
        fix.title
        if fix and fix.title
        else _("The device reports a fault: {fault}").format(fault=fault),
        _("Product: {product}").format(product=issue.device.product),
        _("Version: {version}").format(version=issue.firmware or "–"),
        _("Fault: {fault}").format(fault=fault),
    ]
    topic = fix.guide.topic if fix and fix.guide else None
    return cases.open_case(
        customer=guest, text="\n".join(lines), language=language, topic=topic, product=issue.device.product,
        channel=Case.Channel.API, by=guest, at=at,
    )  # fmt: skip


def _bring(pk: UUID, case: Case, guest: Person, *, at: datetime) -> None:
    """The way she went on the device's display belongs to the case from now on."""
    walk = guide_queries.walk_for(pk)
    if walk.case_id or walk.outcome:
        raise NotFound("not_found", _("There is no such guide."))
    walk.case = case
    walk.save(update_fields=["case"])
    guides.go_on(walk, customer=guest, by=guest, at=at)


@one_transaction
def tidy(*, by: Person | None, at: datetime) -> None:
    """Nonces whose time is over, and faults nobody saw for half a year and asked nothing about, are gone."""
    DeviceNonce.objects.filter(at__lt=at - 2 * DeviceNonce.WINDOW).delete()
    old = DeviceIssue.objects.filter(last_seen_at__lt=at - DeviceIssue.KEPT, case__isnull=True)  # fmt: skip
    old.delete()
