"""Reads: all favours that were not judged before, cases for moderators, what else is known of their people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.collusion import socket
from kundenkreis.collusion.models import CollusionCase, CollusionLook, CollusionMember
from kundenkreis.collusion.socket import Favour
from kundenkreis.core.refusal import NotFound
from kundenkreis.moderation.models import TextPrint
from kundenkreis.people.models import Person, Role

# How far back, and how much at most: a look stays a matter of seconds (`kundenkreis bench collusion`).
WINDOW, MOST = timedelta(days=180), 100_000
NEW = timedelta(days=30)


def favours(*, at: datetime) -> list[Favour]:
    """The newest of all plugs, oldest first, without what stood in a case before, decided or not."""
    found = [
        each
        for plug in socket.PLUGS.values()
        for each in plug.given(since=at - WINDOW, most=MOST)
        if each.at <= at
    ]
    found.sort(key=lambda each: (each.at, each.giver, each.receiver, each.kind, each.subject))  # fmt: skip
    asked = _asked_before(at=at)
    return [each for each in found[-MOST:] if not _stood(each, asked)]


Asked = dict[UUID, list[tuple[set[UUID], datetime]]]


def _asked_before(*, at: datetime) -> Asked:
    """For each giver of earlier cases: to whom, and until when."""
    rows = CollusionMember.objects.filter(case__found_at__gt=at - WINDOW)
    cases: dict[UUID, tuple[set[UUID], set[UUID], datetime]] = {}
    for row in rows.select_related("case"):
        of = cases.setdefault(row.case_id, (set(), set(), row.case.last_at))
        if row.gave:
            of[0].add(row.person_id)
        if row.received:
            of[1].add(row.person_id)
    asked: Asked = {}
    for givers, receivers, until in cases.values():
        for giver in givers:
            asked.setdefault(giver, []).append((receivers, until))
    return asked


def _stood(favour: Favour, asked: Asked) -> bool:
    return any(
        favour.receiver in receivers and favour.at <= until
        for receivers, until in asked.get(favour.giver, ())
    )


def trusted(*, at: datetime) -> set[UUID]:
    """Whom the brand itself vouches for: its team, checked helpers and experts."""
    kinds = [*Role.STAFF, Role.Kind.EXPERT, Role.Kind.HELPER]
    return set(Role.objects.current(at).filter(kind__in=kinds).values_list("person", flat=True))  # fmt: skip


def new_among(people: Sequence[UUID], *, at: datetime) -> int:
    """How many of them came in the last 30 days."""
    found: int = Person.objects.filter(pk__in=people, joined_at__gt=at - NEW).count()
    return found


def networks_shared(people: Sequence[UUID]) -> int:
    """How many of them wrote from one network with another of them in the last week; no address is kept."""
    rows = TextPrint.objects.filter(person__in=people).exclude(network="")
    by_network: dict[str, set[UUID]] = {}
    for network, person in rows.values_list("network", "person"):
        by_network.setdefault(network, set()).add(person)
    return len(set().union(*(each for each in by_network.values() if len(each) > 1)))


def open_cases() -> list[CollusionCase]:
    """What waits, the longest first, with its people."""
    return list(CollusionCase.objects.all().open().prefetch_related("members__person"))


def waiting() -> int:
    """How many wait."""
    count: int = CollusionCase.objects.all().open().count()
    return count


def decided_cases() -> list[CollusionCase]:
    """The last twenty that were decided."""
    rows = CollusionCase.objects.all().decided().select_related("decided_by")
    return list(rows.prefetch_related("members__person")[:20])


def case_for(pk: UUID | str) -> CollusionCase:
    """The case; doors ask for moderators only.

    :raises NotFound: there is none.
    """
    rows = CollusionCase.objects.select_related("decided_by")
    row = rows.prefetch_related("members__person").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such case."))
    return row


def last_look() -> CollusionLook | None:
    """When was looked last."""
    return CollusionLook.objects.order_by("-at").first()
