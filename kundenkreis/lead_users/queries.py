"""Reads around lead users."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.ideas.models import Idea
from kundenkreis.lead_users import scoring
from kundenkreis.lead_users.models import (
    LeadCandidacy,
    LeadInvitation,
    LeadPost,
    LeadThread,
)
from kundenkreis.people.models import Consent, Person
from kundenkreis.people.queries import holds
from kundenkreis.stages.community.models import Question, SameHere


def candidacy_of(person: Person) -> LeadCandidacy | None:
    """Whether she wants to be looked at, with what counted and what was decided."""
    rows = LeadCandidacy.objects.select_related("decision__by")
    return rows.filter(person=person).first()


def shortlist() -> list[LeadCandidacy]:
    """Those who opted in and are not decided about, first who is furthest ahead; at most 40."""
    rows = LeadCandidacy.objects.filter(decision__isnull=True, computed_at__isnull=False)
    rows = rows.select_related("person").order_by("-ahead", "-benefit", "since", "pk")
    return list(rows[: scoring.SHORTLIST])


def candidacy(pk: int) -> LeadCandidacy:
    """:raises NotFound: nobody with this number opted in here."""
    row = LeadCandidacy.objects.select_related("person").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such candidate."))
    return row


def members() -> list[LeadInvitation]:
    """Who works in the space, the longest first."""
    rows = LeadInvitation.objects.filter(accepted_at__isnull=False)
    return list(rows.select_related("candidacy__person").order_by("accepted_at"))


def may_enter(person: Person | None, *, at: datetime) -> bool:
    """Read anew at every door: a lead user who is in, or a manager."""
    if person is None:
        return False
    rows = LeadInvitation.objects.filter(accepted_at__isnull=False)
    return rows.filter(candidacy__person=person).exists() or holds(person, "manager", at=at)  # fmt: skip


def threads_for(person: Person | None, *, at: datetime) -> list[LeadThread]:
    """All threads, the latest word first.

    :raises NotFound: for everyone who is not in.
    """
    _inside(person, at)
    rows = LeadThread.objects.annotate(many=Count("posts")).select_related("author")
    return list(rows.order_by("-last_at", "pk")[:100])


def thread_for(person: Person | None, pk: UUID, *, at: datetime) -> LeadThread:
    """One thread.

    :raises NotFound: for everyone who is not in, and for ids that do not exist.
    """
    _inside(person, at)
    row = LeadThread.objects.select_related("author").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such thread."))
    return row


def posts_of(thread: LeadThread) -> list[LeadPost]:
    """Oldest first."""
    return list(LeadPost.objects.filter(thread=thread).select_related("author"))


def _inside(person: Person | None, at: datetime) -> None:
    if not may_enter(person, at=at):
        raise NotFound("not_found", _("There is no such thread."))


def signals(persons: list[Person], *, since: datetime) -> dict[UUID, scoring.Signals]:
    """What counts for each of these, from public questions and ideas with a topic since then.

    Of all others only when they first spoke of a topic is looked at, to compare; nothing of it is kept.
    """
    firsts: dict[str, dict[str, datetime]] = defaultdict(dict)
    mentions: dict[str, list[datetime]] = defaultdict(list)
    questions = Question.objects.public().filter(asked_at__gte=since, topic__isnull=False)
    ideas = Idea.objects.all().public().filter(written_at__gte=since, topic__isnull=False)
    for topic, who, at in (
        *questions.values_list("topic__slug", "author_id", "asked_at"),
        *ideas.values_list("topic__slug", "author_id", "written_at"),
    ):
        mentions[str(topic)].append(at)
        known = firsts[str(topic)].get(str(who))
        firsts[str(topic)][str(who)] = min(at, known) if known else at
    peaks = {topic: scoring.peak(found) for topic, found in mentions.items()}
    wishes = _many(Idea.objects.filter(author__in=persons).values_list("author_id"))
    built = _many(Idea.objects.filter(author__in=_agreed_to_workarounds(persons), workaround_at__isnull=False).values_list("author_id"))  # fmt: skip
    problems = _many(Question.objects.filter(author__in=persons).values_list("author_id"))
    same = _many(SameHere.objects.filter(person__in=persons).values_list("person_id"))
    return {
        person.pk: scoring.Signals(
            ahead=scoring.ahead_of(str(person.pk), firsts, peaks), wishes=wishes.get(person.pk, 0),
            own_problems=problems.get(person.pk, 0), same_problems=same.get(person.pk, 0),
            workarounds=built.get(person.pk, 0),
        )
        for person in persons
    }  # fmt: skip


def _agreed_to_workarounds(persons: list[Person]) -> list[UUID]:
    """Who agreed to the words that name workarounds; of others they are not counted."""
    rows = Consent.objects.filter(kind="lead_user", person__in=persons, withdrawn_at=None)
    return list(rows.filter(version__gte="2026-2").values_list("person_id", flat=True))


def _many(rows: object) -> dict[UUID, int]:
    found: dict[UUID, int] = defaultdict(int)
    for (pk,) in rows:  # type: ignore[attr-defined]
        found[pk] += 1
    return found
