"""API: what there is to learn, and the tests."""

from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request
from kundenkreis.training import actions, queries, quiz
from kundenkreis.training.models import TrainingUnit

router = Router(tags=["training"])


class UnitShort(Schema):
    """One unit. `package` is empty where it concerns everybody who visits."""

    id: UUID
    title: str
    package: str
    minutes: int
    passed: bool


class Units(Schema):
    """All units, in the order in which they are best learnt."""

    items: list[UnitShort]


class QuestionOut(Schema):
    """One question of a test; the answers count from 0."""

    question: str
    answers: list[str]


class UnitOut(UnitShort):
    """A unit with its text (Markdown) and its test."""

    language: str
    body: str
    questions: list[QuestionOut]


class AnswersIn(Schema):
    """The chosen answer of each question, in order, from 0."""

    answers: list[int]


class AttemptOut(Schema):
    """How the test went."""

    right: int
    asked: int
    passed: bool


@router.get("helpers/me/training", response=Units, summary="What I can learn")
def training(request: Request) -> Units:
    """For helpers: every unit, and whether I have passed it."""
    person = me_as(request, "helper")
    return Units(
        items=[
            _short(unit, unit.pk in course.passed)
            for course in queries.courses(person)
            for unit in course.units
        ]
    )


def _short(unit: TrainingUnit, passed: bool) -> UnitShort:  # noqa: FBT001 - a plain value
    return UnitShort(
        id=unit.pk, title=unit.text.title, minutes=unit.minutes, passed=passed,
        package=unit.package.slug if unit.package else "",
    )  # fmt: skip


@router.get("training-units/{uuid:pk}", response=UnitOut, summary="One unit")
def unit(request: Request, pk: UUID) -> UnitOut:
    """The text in the caller's language, else the nearest."""
    person = me_as(request, "helper")
    row = queries.unit_for(pk)
    short = _short(row, row.pk in queries.passed_by(person))
    questions = [
        QuestionOut(question=q.words, answers=q.answers) for q in quiz.read(row.text.test)
    ]
    return UnitOut(
        **short.dict(), language=row.text.language, body=row.text.body, questions=questions
    )


@router.post(
    "training-units/{uuid:pk}/attempts", response={201: AttemptOut}, summary="Take the test"
)
def attempt(request: Request, pk: UUID, body: AnswersIn) -> Status[AttemptOut]:
    """As often as one likes; four of five right answers pass."""
    person = me_as(request, "helper")
    row = actions.take_test(
        queries.unit_for(pk),
        answers=dict(enumerate(body.answers)),
        by=person,
        at=request.at,
    )
    return Status(201, AttemptOut(right=row.right, asked=row.asked, passed=row.is_enough))
