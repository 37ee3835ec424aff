"""Reads around the rules of the community."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.charter import course
from kundenkreis.charter.models import (
    CharterComment,
    CharterProposal,
    CharterSupport,
    CharterVersion,
    CharterVoter,
)
from kundenkreis.core.refusal import NotFound
from kundenkreis.moderation.models import Suspension
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.community.models import Answer, Question


def version_at(at: datetime) -> CharterVersion | None:
    """What counts then."""
    return CharterVersion.objects.filter(counts_from__lte=at).first()


def versions() -> list[CharterVersion]:
    """All, the newest first; the first may count only later."""
    return list(CharterVersion.objects.select_related("proposal"))


def proposals() -> list[CharterProposal]:
    """What is under way, then what gathers supporters, then what was decided, newest first."""
    rows = CharterProposal.objects.all().counted().select_related("author")
    return sorted(rows.order_by("-at")[:100], key=_place)


def _place(row: CharterProposal) -> int:
    if row.decided_at:
        return 2
    return 0 if row.opened_at else 1


def proposal(pk: UUID) -> CharterProposal:
    """:raises NotFound: there is none here."""
    rows = CharterProposal.objects.all().counted()
    row = rows.select_related("author", "decided_by").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such proposal."))
    return row


def comments_on(row: CharterProposal) -> list[CharterComment]:
    """Oldest first."""
    rows = CharterComment.objects.filter(proposal=row, hidden_at=None)
    return list(rows.select_related("author")[:300])


def supports(row: CharterProposal, person: Person | None) -> bool:
    """Whether she supports it."""
    return bool(person) and CharterSupport.objects.filter(proposal=row, person=person).exists()  # fmt: skip


def voter(row: CharterProposal, person: Person | None) -> CharterVoter | None:
    """Her place on the list, with whether she has voted."""
    return CharterVoter.objects.filter(proposal=row, person=person).first() if person else None  # fmt: skip


def eligible(*, at: datetime) -> "QuerySet[Person]":
    """Who may vote on what opens at this moment; the page says the same in words."""
    asked = Question.objects.public().filter(author=OuterRef("pk"))
    answered = Answer.objects.public().filter(author=OuterRef("pk"))
    staff = Role.objects.current(at).filter(kind__in=Role.STAFF).values("person")
    stopped = Suspension.objects.filter(kind="writing", in_force_at__lte=at, ended_at=None, until__gt=at).values("person")  # fmt: skip
    rows = Person.objects.with_account().filter(Exists(asked) | Exists(answered))
    rows = rows.filter(joined_at__lte=at - course.HERE_FOR).exclude(pk__in=staff)
    found: QuerySet[Person] = rows.exclude(Q(pk__in=stopped)).order_by("joined_at", "pk")
    return found


def may_take_part(person: Person, *, at: datetime) -> bool:
    """Propose and support: who could vote now."""
    return eligible(at=at).filter(pk=person.pk).exists()
