"""Reads around a case: fetching through the person, the track record of stages, all proposals."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from kundenkreis.brands.models import LadderStep, Topic, TopicStep
from kundenkreis.cases import socket
from kundenkreis.cases.models import Attempt, Case, CaseKey, Participant
from kundenkreis.cases.socket import Proposal, Stage
from kundenkreis.core import ids
from kundenkreis.core.refusal import NotFound
from kundenkreis.notifications.registry import Copies, EventLike
from kundenkreis.people.models import Person, TrustedPerson


def case_for(person: Person, pk: UUID | str, *, at: datetime) -> Case:
    """The case, if this person may see it.

    :raises NotFound: for strangers and for ids that do not exist, alike.
    """
    case = (
        Case.objects.visible_to(person, at)
        .select_related("customer", "topic")
        .filter(pk=pk)
        .first()
    )
    if case is None:
        raise NotFound("not_found", _("There is no such case."))
    return case


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


def track_record(stage: str, topic: Topic | None) -> tuple[int, int]:
    """(solved, tried): ended attempts of this stage on this topic at this brand."""
    ended = Attempt.objects.filter(
        stage=stage, state__in=(Attempt.State.SOLVED, Attempt.State.FAILED)
    )
    if topic:
        ended = ended.filter(case__topic=topic)
    sums = ended.aggregate(
        solved=Count("pk", filter=Q(state=Attempt.State.SOLVED)), tried=Count("pk")
    )
    return sums["solved"], sums["tried"]


def proposals(case: Case, *, at: datetime) -> list[Proposal]:
    """What all stages on the brand's ladder offer for the case, in the ladder's order."""
    offered: list[Proposal] = []
    for name in ladder(case.topic):
        if stage := socket.STAGES.get(name):
            offered.extend(stage.propose(case, at=at))
    return offered


def ladder(topic: Topic | None) -> list[str]:
    """The stages that are offered, in the order of the topic where it has its own, else in the brand's."""
    own = TopicStep.objects.filter(topic=topic, stage=OuterRef("stage")).values("position")
    steps = LadderStep.objects.filter(withdrawn_at=None).annotate(own=Subquery(own))
    rows = list(steps.values_list("own", "position", "stage"))
    ordered = sorted(row for row in rows if row[0] is not None) or rows
    return [stage for _own, _position, stage in ordered]


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
