"""API: guides, walking them, and writing them for programs of the team."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions as cases
from kundenkreis.cases.doors import customers_case_at_door
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid
from kundenkreis.guides import actions, queries
from kundenkreis.guides.actions.whole import Wanted
from kundenkreis.guides.doors import walk_at_door
from kundenkreis.guides.models import Guide, GuideStep, GuideVersion, GuideWalk
from kundenkreis.people import actions as people
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request

router = Router(tags=["guides"])


class GuideOut(Schema):
    """A guide in short. `helped` of `tried`: ends of walks."""

    id: UUID
    family: UUID
    title: str
    summary: str
    language: str
    topic: str | None
    helped: int
    tried: int
    url: str


class Guides(Schema):
    items: list[GuideOut]
    next: str | None = None


class AnswerOut(Schema):
    id: int
    text: str
    to: int | None


class StepOut(Schema):
    """`kind`: question, solved, article, stage. `article`: the family it leads to. `text` plain, `body` Markdown."""

    number: int
    kind: str
    text: str
    body: str
    article: UUID | None
    stage: str
    answers: list[AnswerOut]


class WholeGuide(GuideOut):
    """With all its steps; `version` counts published ones and drafts together."""

    version: int
    steps: list[StepOut]


class TurnOut(Schema):
    question: str
    answer: str


class WalkOut(Schema):
    """Where she stands: `number` is the place of the next answer; `outcome` empty, solved or went_on."""

    id: UUID
    guide: UUID
    number: int
    step: StepOut
    path: list[TurnOut]
    outcome: str
    case: UUID | None


class WalkIn(Schema):
    """`case`: the case it is for, where there is one."""

    case: UUID | None = None


class AnswerIn(Schema):
    """The place of the way and the id of the answer."""

    number: int
    answer: int


class CaseOut(Schema):
    """The case in which somebody else goes on. `key` opens it where it was made without an account."""

    id: UUID
    key: str | None
    url: str


class GuideIn(Schema):
    title: str
    language: str
    summary: str = ""
    topic: str = ""


class AnswerWanted(Schema):
    """`to`: the number of the step that follows, from 1."""

    text: str
    to: int | None = None


class StepIn(Schema):
    text: str
    kind: str = "question"
    body: str = ""
    article: UUID | None = None
    stage: str = ""
    answers: list[AnswerWanted] = []


class StepsIn(Schema):
    steps: list[StepIn]


def _short(request: Request, guide: Guide, version: GuideVersion) -> GuideOut:
    helped, tried = queries.record(guide)
    return GuideOut(
        id=guide.pk, family=guide.family, title=version.title, summary=version.summary, language=guide.language,
        topic=guide.topic.slug if guide.topic else None, helped=helped, tried=tried,
        url=request.build_absolute_uri(guide.path),
    )  # fmt: skip


def _step(step: GuideStep) -> StepOut:
    answers = [
        AnswerOut(id=row.pk, text=row.text, to=row.to.number if row.to else None)
        for row in step.answers.select_related("to").order_by("number")
    ]
    return StepOut(
        number=step.number, kind=step.kind, text=step.text, body=step.body, article=step.article,
        stage=step.stage, answers=answers,
    )  # fmt: skip


def _whole(request: Request, guide: Guide, version: GuideVersion) -> WholeGuide:
    steps = [_step(row) for row in queries.steps_of(version)]
    return WholeGuide(**_short(request, guide, version).dict(), version=version.number, steps=steps)  # fmt: skip


def _walk(walk: GuideWalk) -> WalkOut:
    turns = queries.path_of(walk)
    return WalkOut(
        id=walk.pk, guide=walk.version.guide_id, number=len(turns) + 1, step=_step(walk.step),
        path=[TurnOut(question=row.step.text, answer=row.answer.text) for row in turns],
        outcome=walk.outcome, case=walk.case_id,
    )  # fmt: skip


@router.get("guides", response=Guides, summary="Guided fixes")
def guides(request: Request, language: str = "") -> Guides:
    """All in one language: the caller's, where none is named."""
    wanted = language if language in LANGUAGES else (request.LANGUAGE_CODE or "de")[:2]
    rows = queries.guides_for_readers(wanted)
    return Guides(items=[_short(request, row, row.published_version) for row in rows if row.published_version])  # fmt: skip


@router.get("guides/{uuid:pk}", response=WholeGuide, summary="One guided fix")
def guide(request: Request, pk: UUID) -> WholeGuide:
    """With its steps, for programs that walk it by themselves."""
    row = queries.guide_for_reader(pk)
    assert row.published_version is not None
    return _whole(request, row, row.published_version)


@router.post("guides", response={201: WholeGuide}, summary="Begin a guide")
def begin(request: Request, body: GuideIn) -> Status[WholeGuide]:
    """For the team: a draft without steps."""
    person = me_as(request, *Role.STAFF)
    topic = Topic.objects.filter(slug=body.topic).first() if body.topic else None
    if body.topic and topic is None:
        sentence = _("There is no such topic here.")
        raise Invalid("unknown_topic", sentence, {"topic": sentence})
    row = actions.begin(title=body.title, language=body.language, summary=body.summary, topic=topic, by=person, at=request.at)  # fmt: skip
    return Status(201, _whole(request, row, queries.version_shown(row)))


@router.put(
    "guides/{uuid:pk}/steps", response=WholeGuide, summary="Write the draft's steps"
)
def rewrite(request: Request, pk: UUID, body: StepsIn) -> WholeGuide:
    """For the team: all steps of the draft at once; people still walk what is published."""
    person = me_as(request, *Role.STAFF)
    row = queries.guide_for_team(pk)
    wanted = [
        Wanted(
            text=step.text, kind=step.kind, body=step.body, article=step.article, stage=step.stage,
            answers=[(each.text, each.to) for each in step.answers],
        )
        for step in body.steps
    ]  # fmt: skip
    return _whole(request, row, actions.rewrite(row, steps=wanted, by=person, at=request.at))  # fmt: skip


@router.post("guides/{uuid:pk}/publication", response={201: WholeGuide}, summary="Publish a guide")  # fmt: skip
def publish(request: Request, pk: UUID) -> Status[WholeGuide]:
    """For the team. 409 `unsound` says which step leads nowhere."""
    person = me_as(request, *Role.STAFF)
    row = actions.publish(queries.guide_for_team(pk), by=person, at=request.at)
    return Status(201, _whole(request, row, queries.version_shown(row)))


@router.post("guides/{uuid:pk}/withdrawal", response={201: WholeGuide}, summary="Withdraw a guide")  # fmt: skip
def withdraw(request: Request, pk: UUID) -> Status[WholeGuide]:
    """For the team: nobody begins it any more."""
    person = me_as(request, *Role.STAFF)
    row = actions.withdraw(queries.guide_for_team(pk), by=person, at=request.at)
    return Status(201, _whole(request, row, queries.version_shown(row)))


@router.post("guides/{uuid:pk}/walks", response={201: WalkOut}, summary="Begin a guided fix")  # fmt: skip
def walk(request: Request, pk: UUID, body: WalkIn) -> Status[WalkOut]:
    """For a case, or without one; then the walk's id is what opens it."""
    row = queries.guide_for_reader(pk)
    if body.case is None:
        made = actions.walk(row, by=request.person, at=request.at)
    else:
        case, person = customers_case_at_door(request, body.case)
        made = actions.walk(row, case=case, by=person, at=request.at)
    return Status(201, _walk(queries.walk_for(made.pk)))


@router.get("walks/{uuid:pk}", response=WalkOut, summary="Where a guided fix stands")
def place(request: Request, pk: UUID) -> WalkOut:
    """The step, its answers, and the way there."""
    return _walk(walk_at_door(request, pk)[0])


@router.post("walks/{uuid:pk}/answers", response={201: WalkOut}, summary="Answer a question")  # fmt: skip
def answer(request: Request, pk: UUID, body: AnswerIn) -> Status[WalkOut]:
    """At an earlier place it takes back what came after."""
    row, person = walk_at_door(request, pk, deciding=True)
    made = actions.answer(row, number=body.number, answer=body.answer, by=person, at=request.at)  # fmt: skip
    return Status(201, _walk(made))


@router.post("walks/{uuid:pk}/solution", response={201: WalkOut}, summary="It helped")
def solution(request: Request, pk: UUID) -> Status[WalkOut]:
    """Solves its case, where there is one."""
    row, person = walk_at_door(request, pk, deciding=True)
    return Status(201, _walk(actions.helped(row, by=person, at=request.at)))


@router.post("walks/{uuid:pk}/case", response={201: CaseOut}, summary="It did not help")
def case(request: Request, pk: UUID) -> Status[CaseOut]:
    """Somebody else goes on and sees what was tried."""
    row, person = walk_at_door(request, pk, deciding=True)
    new = row.case is None
    customer = (row.case and row.case.customer) or person or people.welcome_guest(
        language=request.LANGUAGE_CODE or "de", by=None, at=request.at
    )  # fmt: skip
    made = actions.go_on(row, customer=customer, by=person or customer, at=request.at)
    key = cases.make_key(made, by=customer, at=request.at) if new and customer.is_guest else None  # fmt: skip
    out = CaseOut(id=made.pk, key=key, url=request.build_absolute_uri(made.path))
    return Status(201, out)
