"""Whom to thank, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.pauses.queries import pausing
from kundenkreis.people.models import Person, Role
from kundenkreis.reputation.models import MemberOutcome
from kundenkreis.thanks.models import Thanks, ThanksText

# For what came of it lately; older news is no surprise.
LATELY = timedelta(days=60)
MOST = 30


@dataclass(frozen=True, slots=True)
class Thankable:
    """A member with the newest good outcome: that is the why. No number, so that nobody is thanked for much."""

    person: Person
    outcome: MemberOutcome


def thankable(*, at: datetime, most: int | None = MOST) -> list[Thankable]:
    """Who helped lately and was not thanked for eight weeks; who waits longest for a word first."""
    rows = MemberOutcome.objects.all().known(at).filter(good=True, at__gt=at - LATELY)
    staff = Role.objects.current(at).filter(kind__in=Role.STAFF).values("person")
    spared = Thanks.objects.filter(spared__contains=at).values("person")
    rows = rows.exclude(person__in=staff).exclude(person__in=spared)
    rows = rows.exclude(person__in=pausing(at)).filter(person__erased_at=None)
    found: dict[UUID, MemberOutcome] = {}
    for row in rows.select_related("person").order_by("-at", "-pk"):
        found.setdefault(row.person_id, row)
    last = _last_thanks(list(found))
    order = sorted(found.values(), key=lambda row: (last.get(row.person_id, ""), str(row.person_id)))  # fmt: skip
    return [Thankable(row.person, row) for row in order[:most]]


def _last_thanks(persons: list[UUID]) -> dict[UUID, str]:
    rows = Thanks.objects.filter(person__in=persons).order_by("at")
    return {pk: at.isoformat() for pk, at in rows.values_list("person", "at")}


def thankable_one(pk: UUID, *, at: datetime) -> Thankable:
    """One of them.

    :raises NotFound: nobody of this id, or nothing came of what she did lately.
    """
    found = next((one for one in thankable(at=at, most=None) if one.person.pk == pk), None)
    if found is None:
        raise NotFound("not_found", _("There is no such member."))
    return found


def texts(language: str = "") -> list[ThanksText]:
    """Words that can be used, of one language or all."""
    rows = ThanksText.objects.filter(withdrawn_at=None).select_related("written_by")
    rows = rows.filter(language=language) if language else rows
    return list(rows.order_by("language", "pk"))


def text_of(pk: int) -> ThanksText:
    """:raises NotFound: there is none of this id here."""
    row = ThanksText.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound("not_found", _("There is no such text."))
    return row


def latest() -> list[Thanks]:
    """Who was thanked, the newest first."""
    return list(Thanks.objects.select_related("person", "by")[:30])
