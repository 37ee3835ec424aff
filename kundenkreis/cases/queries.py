"""Reads around a case: fetching through the person, the track record of stages, all proposals."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from kundenkreis.brands.models import LadderStep, Topic, TopicStep
from kundenkreis.cases import socket
from kundenkreis.cases.models import (
    Attempt,
    Case,
    CaseKey,
    CaseQuerySet,
    Known,
    Participant,
)
from kundenkreis.cases.socket import Proposal, Stage
from kundenkreis.core import ids
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.notifications.registry import Copies, EventLike
from kundenkreis.people.models import Person, TrustedPerson
from kundenkreis.people.queries import is_staff


def case_for(person: Person, pk: UUID | str, *, at: datetime) -> Case:
    """The case, if this person may see it.

    :raises NotFound: for strangers and for ids that do not exist, alike.
    """
    key = UUID(str(pk))
    case = _any.first(key) if is_staff(person, at=at) else _seen.first(key, person, at)
    if case is None:
        raise NotFound("not_found", _("There is no such case."))
    return case


@asked
def _any(pk: UUID) -> QuerySet[Case]:
    return _whole().filter(pk=pk)


@asked
def _seen(pk: UUID, person: Person, at: datetime) -> QuerySet[Case]:
    return _whole().seen_by(person, at).filter(pk=pk)


def _whole() -> CaseQuerySet:
    return Case.objects.select_related("customer", "topic", "private_feedback")


def case_with_key(key: str, *, at: datetime) -> Case | None:
    """The case that this key opens, while the key is valid."""
    row = (
        CaseKey.objects.filter(
            fingerprint=ids.fingerprint(key), expires_at__gt=at, revoked_at__isnull=True
        )
        .select_related("case__customer", "case__topic")
        .first()
    )
    return row.case if row else None


@contextmanager
def looked_at(case: Case) -> Iterator[Known]:
    """Within, what all stages ask of the case is read once: its attempts and their track records."""
    known = Known(attempts=_attempts(case), records=_records(case.topic))
    for attempt in known.attempts:
        attempt.case = case
    before, case.known = case.known, known
    try:
        yield known
    finally:
        case.known = before


def attempts_of(case: Case) -> Sequence[Attempt]:
    """What was tried in this case, the first try first."""
    return case.known.attempts if case.known else _attempts(case)


@asked
def _attempts(case: Case) -> QuerySet[Attempt]:
    return Attempt.objects.filter(case=case)


def track_record(stage: str, case: Case) -> tuple[int, int]:
    """(solved, tried): ended attempts of this stage on the topic of this case at this brand."""
    records = case.known.records if case.known else _records(case.topic)
    return records.get(stage, (0, 0))


def _records(topic: Topic | None) -> Mapping[str, tuple[int, int]]:
    rows = _ended_on(topic) if topic else _ended()
    return {stage: (solved, tried) for stage, solved, tried in rows}


@asked
def _ended_on(topic: Topic) -> QuerySet[Attempt, tuple[str, int, int]]:
    return _counted().filter(case__topic=topic)


@asked
def _ended() -> QuerySet[Attempt, tuple[str, int, int]]:
    return _counted()


def _counted() -> QuerySet[Attempt, tuple[str, int, int]]:
    rows = Attempt.objects.filter(state__in=(Attempt.State.SOLVED, Attempt.State.FAILED))
    solved = Count("pk", filter=Q(state=Attempt.State.SOLVED))
    return rows.order_by().values("stage").annotate(solved=solved, tried=Count("pk")).values_list("stage", "solved", "tried")  # fmt: skip


def proposals(case: Case, *, at: datetime) -> list[Proposal]:
    """What all stages on the brand's ladder offer for the case, in the ladder's order."""
    if case.known is None:
        with looked_at(case):
            return proposals(case, at=at)
    offered: list[Proposal] = []
    for name in ladder(case.topic):
        if stage := socket.STAGES.get(name):
            offered.extend(stage.propose(case, at=at))
    return offered


def ladder(topic: Topic | None) -> list[str]:
    """The stages that are offered, in the order of the topic where it has its own, else in the brand's."""
    if topic is None:
        return _ladder()
    rows = _ladder_of(topic)
    ordered = sorted(row for row in rows if row[0] is not None) or rows
    return [stage for _own, _position, stage in ordered]


@asked
def _ladder() -> QuerySet[LadderStep, str]:
    return LadderStep.objects.filter(withdrawn_at=None).values_list("stage", flat=True)


@asked
def _ladder_of(topic: Topic) -> QuerySet[LadderStep, tuple[int | None, int, str]]:
    own = TopicStep.objects.filter(topic=topic, stage=OuterRef("stage")).values("position")
    steps = LadderStep.objects.filter(withdrawn_at=None).annotate(own=Subquery(own))
    return steps.values_list("own", "position", "stage")


def stage_here(name: str) -> Stage | None:
    """The stage of this name, where the brand offers it."""
    steps = LadderStep.objects.filter(withdrawn_at=None, stage=name)
    return socket.STAGES.get(name) if steps.exists() else None


def visit_agreed(case: Case, *, at: datetime) -> bool:
    """Whether a helper takes part by now: she and the customer have each other's number."""
    rows = Participant.objects.current(at).filter(case=case, role="helper")
    return rows.exists()


def copies(person: Person, row: EventLike) -> Copies:
    """Who is trusted by this customer with the event's case, and whether one of them did it.

    Nobody is copied what is told to a helper or expert, nor his own message.
    """
    pk = row.payload.get("case")
    case = pk and Case.objects.filter(pk=pk, customer=person).first()
    if not case:
        return Copies()
    trusted = TrustedPerson.objects.all().current().filter(customer=person)
    rows = {
        row.person_id: row for row in trusted.for_case(case.pk).select_related("person")
    }
    author = rows.get(row.by_id)
    wrote = row.by_id if row.name == "message_written" else None
    return Copies(
        to=[each.person for each in rows.values() if each.person_id != wrote],
        done_by=author.person.shown_name if author and not wrote else "",
    )


def topic_of(text: str, topics: Sequence[Topic]) -> Topic | None:
    """The topic whose signs appear most in the text; None when no sign appears.

    A sign counts as a part of a word, so that German compounds count; longer signs count more.
    """
    lowered = text.lower()
    scores = {
        topic.pk: sum(len(sign) for sign in topic.signs if sign in lowered)
        for topic in topics
    }
    best = max(topics, key=lambda topic: scores[topic.pk], default=None)
    return best if best and scores[best.pk] else None
