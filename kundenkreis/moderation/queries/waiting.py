"""What waits for moderators: the queue, one item with its history, objections, suspensions to agree to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.moderation.models import (
    Appeal,
    Flag,
    Outcome,
    QueueItem,
    StatementOfReasons,
    Suspension,
)
from kundenkreis.moderation.queries.people import accuracies, restricted
from kundenkreis.moderation.queries.things import things_of
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits, with its reports."""

    item: QueueItem
    thing: Thing
    flags: list[Flag]


def queue(number: Any) -> tuple[Page[QueueItem], list[Waiting]]:
    """What waits, the highest score first. The page counts texts; what is no longer there is left out."""
    rows = QueueItem.objects.all().open().in_order().select_related("claimed_by")
    page = Paginator(rows, PER_PAGE).get_page(number)
    items = list(page)
    flags: dict[int, list[Flag]] = defaultdict(list)
    for flag in Flag.objects.waiting().filter(item__in=items).order_by("at"):
        assert flag.item_id
        flags[flag.item_id].append(flag)
    things = things_of(item.target for item in items)
    return page, [
        Waiting(item, things[item.target], flags[item.pk])
        for item in items
        if item.target in things
    ]


def history_of(thing: Thing, *, at: datetime) -> dict[str, Any]:
    """All that is known about a text: what waits, reports, decisions before, and its author's record."""
    target = thing.target
    item = QueueItem.objects.all().open().on(target).select_related("claimed_by").first()
    decisions = StatementOfReasons.objects.all().about(target).select_related("by")
    flags = Flag.objects.waiting().on(target).select_related("by").order_by("at")
    return {
        "item": item,
        "flags": list(flags),
        "decisions": list(decisions),
        "restricted": restricted(thing.author, at=at) if thing.author else 0,
        "proposed": _proposed(item),
        "notices": list(item.notices.order_by("at")) if item else [],
    }


def _proposed(item: QueueItem | None) -> Suspension | None:
    if not item:
        return None
    rows = item.suspensions.filter(in_force_at=None, ended_at=None)
    return rows.select_related("by").first()


def to_agree() -> list[Suspension]:
    """Suspensions that wait for a second person."""
    rows = Suspension.objects.filter(in_force_at=None, ended_at=None)
    return list(rows.select_related("person", "by").order_by("since"))


def suspension_for(pk: int) -> Suspension:
    """:raises NotFound: there is none."""
    row = Suspension.objects.select_related("person", "by", "item").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such suspension."))
    return row


def appeals() -> list[Appeal]:
    """Objections that wait, the longest first."""
    rows = Appeal.objects.filter(decided_at=None).order_by("at")
    return list(rows.select_related("statement__by", "statement__author", "by", "notice"))


def appeal_for(pk: UUID | str) -> Appeal:
    """:raises NotFound: there is none."""
    rows = Appeal.objects.select_related("statement__author", "statement__by", "notice")
    row = rows.filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such objection."))
    return row


def statement_for(person: Person, pk: UUID | str) -> StatementOfReasons:
    """The decision, for whom it is about.

    :raises NotFound: for all others.
    """
    row = StatementOfReasons.objects.filter(pk=pk, author=person).first()
    if not row:
        raise NotFound("not_found", _("There is no such decision."))
    return row


def records_of(flags: Sequence[Flag]) -> dict[UUID, str]:
    """How often each reporter was right before, in words for moderators."""
    known = accuracies({flag.by_id for flag in flags})
    return {
        person: _("{agreed} of {all} reports were right").format(
            agreed=agreed, all=agreed + disagreed
        )
        if agreed + disagreed
        else _("no report decided yet")
        for person, (agreed, disagreed) in known.items()
    }


def removed_for_good(*, at: datetime) -> list[StatementOfReasons]:
    """Removals nobody may object to any more, and to which nobody did with success."""
    end = at - Appeal.DAYS
    rows = StatementOfReasons.objects.filter(
        outcome=Outcome.REMOVED, at__lte=end, at__gt=end - timedelta(days=3)
    )
    return list(
        rows.exclude(appeals__decided_at=None, appeals__isnull=False).exclude(
            appeals__outcome="overturned"
        )
    )
