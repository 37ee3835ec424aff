"""API: similar questions, who is writing, mentors, house rules."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import actions, queries, rules
from kundenkreis.stages.community.doors import question_at_door
from kundenkreis.stages.community.models import Question

router = Router(tags=["community"])


class SimilarOut(Schema):
    """A question like the text."""

    id: UUID
    title: str
    solved: bool
    url: str


class Similars(Schema):
    """The most like it first."""

    items: list[SimilarOut]


class ClaimOut(Schema):
    """Who is writing an answer, and until when at the latest."""

    question: UUID
    name: str
    until: datetime


class MergeIn(Schema):
    """The question that is the same."""

    into: UUID


class MergedOut(Schema):
    """Where the question's answers stand; null: with itself."""

    question: UUID
    merged_into: UUID | None


class ReleasedOut(Schema):
    """From when on a sheltered question is public; null: it was never sheltered."""

    question: UUID
    released_at: datetime | None


class RulesIn(Schema):
    """Hours that belong to customers (0 to 168), and whether a mentor reads first questions."""

    hold_hours: int
    shelter_first: bool


def _similar(request: Request, rows: list[Question]) -> Similars:
    return Similars(
        items=[
            SimilarOut(
                id=row.pk, title=row.title, solved=row.is_solved,
                url=request.build_absolute_uri(row.path),
            )
            for row in rows
        ]
    )  # fmt: skip


@router.get("similar-questions", response=Similars, summary="Questions like this text")
def similar(request: Request, text: str, limit: int = 5) -> Similars:
    """While somebody is typing; at most 20."""
    language = request.LANGUAGE_CODE or "de"
    most = max(1, min(limit, 20))
    return _similar(request, queries.similar_to(text[:200], language=language, limit=most))


@router.put("questions/{uuid:pk}/claim", response=ClaimOut, summary="I write the answer")
def claim(request: Request, pk: UUID) -> ClaimOut:
    """For ten minutes nobody else sends one; 409 `claimed` if somebody else is writing."""
    question, _person = question_at_door(request, pk)
    row = actions.claim(question, by=me(request), at=request.at)
    return ClaimOut(question=pk, name=row.name, until=row.until)


@router.delete(
    "questions/{uuid:pk}/claim", response={204: None}, summary="I do not write after all"
)
def release_claim(request: Request, pk: UUID) -> Status[None]:
    """Twice is once."""
    question, _person = question_at_door(request, pk)
    actions.release_claim(question, by=me(request), at=request.at)
    return Status(204, None)


@router.put(
    "questions/{uuid:pk}/duplicate", response=MergedOut, summary="The same question"
)
def merge(request: Request, pk: UUID, body: MergeIn) -> MergedOut:
    """Answers and followers move to `into`. By members of rank."""
    question, _person = question_at_door(request, pk)
    into, _person = question_at_door(request, body.into)
    row = actions.merge(question, into=into, by=me(request), at=request.at)
    return MergedOut(question=pk, merged_into=row.merged_into_id)


@router.delete("questions/{uuid:pk}/duplicate", response=MergedOut, summary="Not the same")
def part(request: Request, pk: UUID) -> MergedOut:
    """Everything goes back where it stood."""
    question, _person = question_at_door(request, pk)
    row = actions.part(question, by=me(request), at=request.at)
    return MergedOut(question=pk, merged_into=row.merged_into_id)


class TopicIn(Schema):
    """Its short name; empty: under none."""

    topic: str = ""


@router.put("questions/{uuid:pk}/topic", response=TopicIn, summary="Another topic")
def sort(request: Request, pk: UUID, body: TopicIn) -> TopicIn:
    """By who has the ability for it."""
    question, _person = question_at_door(request, pk)
    topic = Topic.objects.filter(slug=body.topic).first()
    if body.topic and topic is None:
        raise NotFound("not_found", _("There is no such topic here."))
    row = actions.sort(question, topic=topic, by=me(request), at=request.at)
    return TopicIn(topic=row.topic.slug if row.topic else "")


@router.get("sheltered-questions", response=Similars, summary="To be read by a mentor")
def sheltered(request: Request) -> Similars:
    """For mentors, the longest waiting first."""
    me(request)
    if not rules.may_mentor(abilities_of(me(request), at=request.at)):
        raise NotFound("not_found", "")
    return _similar(request, queries.sheltered_questions())


@router.post(
    "questions/{uuid:pk}/publication",
    response={201: ReleasedOut},
    summary="Let it go public",
)
def release(request: Request, pk: UUID) -> Status[ReleasedOut]:
    """By a mentor. Twice is once."""
    question, _person = question_at_door(request, pk)
    question = actions.release(question, by=me(request), at=request.at)
    return Status(201, ReleasedOut(question=pk, released_at=question.released_at))


@router.put("community-rules", response=RulesIn, summary="House rules of the community")
def set_rules(request: Request, body: RulesIn) -> RulesIn:
    """By a manager."""
    by = me_as(request, "manager")
    row = actions.set_rules(**body.dict(), by=by, at=request.at)
    return RulesIn(hold_hours=row.hold_hours, shelter_first=row.shelter_since is not None)
