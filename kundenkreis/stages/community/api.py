"""API: questions, answers, thanks, the word that it helped."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.brands.models import Topic
from kundenkreis.cases.doors import case_at_door
from kundenkreis.core.refusal import Invalid
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.core.text import headline
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.api_helping import router as helping_router
from kundenkreis.stages.community.api_threads import CommentOut, comment_out
from kundenkreis.stages.community.api_threads import router as threads_router
from kundenkreis.stages.community.doors import answer_at_door, question_at_door
from kundenkreis.stages.community.models import Answer, Question

router = Router(tags=["community"])
router.add_router("", threads_router)
router.add_router("", helping_router)


class QuestionIn(Schema):
    """A question. With `case`: that case becomes public. `consent`: its customer agrees to that."""

    text: str
    title: str = ""
    case: UUID | None = None
    topic: str = ""
    language: str = ""
    consent: bool = False
    # A mentor reads it before it is public.
    sheltered: bool = False


class QuestionOut(Schema):
    """A question in short. Authors are shown by nickname only."""

    id: UUID
    title: str
    text: str
    author: str
    language: str
    topic: str | None
    asked_at: datetime
    solved: bool
    answers: int
    url: str
    product: str = ""
    # Where its answers stand now, if somebody asked the same.
    merged_into: UUID | None = None


class AnswerIn(Schema):
    """What to write, in Markdown."""

    text: str


class AnswerOut(Schema):
    """An answer. `role`: member, expert, team or asker."""

    id: UUID
    author: str
    role: str
    text: str
    at: datetime
    kudos: int
    accepted: bool
    comments: list[CommentOut] = []


class WholeQuestion(QuestionOut):
    """A question with its answers, the accepted one first."""

    items: list[AnswerOut]


class SolutionIn(Schema):
    """Which answer helped."""

    answer: UUID


class SolutionOut(Schema):
    """The accepted answer of a question."""

    question: UUID
    answer: UUID
    at: datetime


class KudosOut(Schema):
    """How often the answer was thanked for, this time included."""

    answer: UUID
    kudos: int


def _fields(request: Request, question: Question, answers: int) -> dict[str, Any]:
    return {
        "id": question.pk,
        "title": question.title,
        "text": question.body,
        "author": question.author_name,
        "language": question.language,
        "topic": question.topic.slug if question.topic else None,
        "asked_at": question.asked_at,
        "solved": question.is_solved,
        "answers": answers,
        "product": question.product,
        "merged_into": question.merged_into_id,
        "url": request.build_absolute_uri(question.path),
    }


def _answer(row: Answer, *, kudos: int = 0) -> AnswerOut:
    return AnswerOut(
        id=row.pk, author=row.author_name, role=row.role, text=row.body, at=row.at, kudos=kudos,
        accepted=hasattr(row, "accepted"), comments=[comment_out(each) for each in getattr(row, "shown_comments", ())],
    )  # fmt: skip


@router.get("questions", response=Listed[QuestionOut], summary="Public questions")
def questions(
    request: Request,
    state: str = "",
    topic: str = "",
    product: str = "",
    cursor: str = "",
    limit: int = 20,
) -> Listed[QuestionOut]:
    """Newest first. `state`: open, solved, or empty for all."""
    about = _topic(topic) if topic else None
    rows = queries.public_questions(state=state, topic=about, product=product)
    found, after = cursor_page(rows, newest_by="asked_at", cursor=cursor, limit=limit)
    items = [
        QuestionOut(**_fields(request, row, getattr(row, "answer_count", 0)))
        for row in found
    ]
    return Listed[QuestionOut](items=items, next=after)


def _topic(slug: str) -> Topic:
    topic = Topic.objects.filter(slug=slug).first()
    if not topic:
        sentence = _("There is no such topic here.")
        raise Invalid("unknown_topic", sentence, {"topic": sentence})
    return topic


@router.post("questions", response={201: QuestionOut}, summary="Ask the community")
def ask(request: Request, body: QuestionIn) -> Status[QuestionOut]:
    """Publishes a case, or opens one for the signed-in person. Personal data is held back."""
    title = body.title or headline(body.text)
    topic = _topic(body.topic) if body.topic else None
    if body.case:
        case, person = case_at_door(request, body.case)
        question = actions.publish(
            case,
            title=title,
            body=body.text,
            agreed=body.consent,
            sheltered=body.sheltered,
            by=person,
            at=request.at,
        )
    else:
        question = actions.ask(
            title=title, body=body.text, topic=topic, language=body.language, agreed=body.consent,
            sheltered=body.sheltered, by=me(request), at=request.at,
        )  # fmt: skip
    return Status(201, QuestionOut(**_fields(request, question, 0)))


@router.get(
    "questions/{uuid:pk}", response=WholeQuestion, summary="A question with its answers"
)
def one_question(request: Request, pk: UUID) -> WholeQuestion:
    """Readable by everyone, unless hidden."""
    question, person = question_at_door(request, pk)
    rows = question.answers.public().select_related("author", "accepted")
    items = [
        _answer(row, kudos=getattr(row, "kudos_count", 0))
        for row in queries.with_comments(rows.judged_for(person).in_order())
    ]
    return WholeQuestion(**_fields(request, question, len(items)), items=items)


def _whoever(request: Request, person: Person | None) -> Person:
    """The asker by her key, or the signed-in person.

    :raises NotSignedIn: neither.
    """
    return person or me(request)


@router.post("questions/{uuid:pk}/answers", response={201: AnswerOut}, summary="Answer")
def answer(request: Request, pk: UUID, body: AnswerIn) -> Status[AnswerOut]:
    """With an account; the asker also with the key of her case."""
    question, person = question_at_door(request, pk)
    by = _whoever(request, person)
    return Status(
        201, _answer(actions.answer(question, body=body.text, by=by, at=request.at))
    )


@router.post("answers/{uuid:pk}/kudos", response={201: KudosOut}, summary="Say thanks")
def kudos(request: Request, pk: UUID) -> Status[KudosOut]:
    """Once a person; not for one's own."""
    answer, person = answer_at_door(request, pk)
    actions.thank(answer, by=_whoever(request, person), at=request.at)
    return Status(201, KudosOut(answer=answer.pk, kudos=answer.kudos.count()))


@router.post(
    "questions/{uuid:pk}/solution",
    response={201: SolutionOut},
    summary="This answer helped",
)
def accept(request: Request, pk: UUID, body: SolutionIn) -> Status[SolutionOut]:
    """By the asker, or staff on her word. Solves the case."""
    question, person = question_at_door(request, pk)
    row = question.answers.filter(pk=body.answer).first()
    if not row:
        sentence = _("This answer does not belong to the question.")
        raise Invalid("unknown_answer", sentence, {"answer": sentence})
    solution = actions.accept(row, by=_whoever(request, person), at=request.at)
    return Status(201, SolutionOut(question=question.pk, answer=row.pk, at=solution.at))


@router.delete(
    "questions/{uuid:pk}/solution",
    response=QuestionOut,
    summary="It did not help after all",
)
def unaccept(request: Request, pk: UUID) -> QuestionOut:
    """The question is open again, and so is the case that it had solved."""
    question, person = question_at_door(request, pk)
    question = actions.unaccept(question, by=_whoever(request, person), at=request.at)
    return QuestionOut(**_fields(request, question, question.answers.public().count()))
