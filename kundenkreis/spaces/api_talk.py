"""API: what is asked, answered and said in a private space. To everyone who is not in it it answers 404."""

from uuid import UUID

from ninja import Router, Status

from kundenkreis.cases import queries as cases
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request
from kundenkreis.spaces import actions, queries
from kundenkreis.spaces.models import SpaceAnswer
from kundenkreis.spaces.schemas import (
    SpaceAnswerIn,
    SpaceAnswerOut,
    SpaceCommentIn,
    SpaceCommentOut,
    SpaceKudosOut,
    SpaceQuestionIn,
    SpaceQuestionOut,
    SpaceQuestions,
    SpaceSolutionIn,
    WholeSpaceQuestion,
    answer_out,
    comment_out,
    question_out,
    thread_out,
)

router = Router(tags=["spaces"])


@router.get("spaces/{uuid:pk}/questions", response=SpaceQuestions, summary="What is asked there")  # fmt: skip
def questions(request: Request, pk: UUID, q: str = "") -> SpaceQuestions:
    """`q`: what is found there."""
    row = queries.space_for(me(request), pk)
    rows = queries.questions_in(row, me(request), words=q[:200])
    return SpaceQuestions(items=[SpaceQuestionOut(**question_out(each)) for each in rows])


@router.post("spaces/{uuid:pk}/questions", response={201: WholeSpaceQuestion}, summary="Ask there")  # fmt: skip
def ask(request: Request, pk: UUID, body: SpaceQuestionIn) -> Status[WholeSpaceQuestion]:
    """Or share a case."""
    row, by = queries.space_for(me(request), pk), me(request)
    if body.case:
        case = cases.case_for(by, body.case, at=request.at)
        return Status(201, thread_out(actions.share_case(row, case=case, body=body.text, by=by, at=request.at), by))  # fmt: skip
    return Status(201, thread_out(actions.ask(row, title=body.title, body=body.text, by=by, at=request.at), by))  # fmt: skip


@router.get("spaces/{uuid:pk}/questions/{uuid:question}", response=WholeSpaceQuestion, summary="One question there")  # fmt: skip
def question(request: Request, pk: UUID, question: UUID) -> WholeSpaceQuestion:
    """With its answers."""
    return thread_out(queries.question_for(me(request), pk, question), me(request))


@router.delete("spaces/{uuid:pk}/questions/{uuid:question}", response={204: None}, summary="Take my question back")  # fmt: skip
def take_question_back(request: Request, pk: UUID, question: UUID) -> Status[None]:
    """With its answers."""
    row = queries.question_for(me(request), pk, question)
    actions.take_question_back(row, by=me(request), at=request.at)
    return Status(204, None)


@router.post("spaces/{uuid:pk}/questions/{uuid:question}/answers", response={201: SpaceAnswerOut}, summary="Answer there")  # fmt: skip
def answer(request: Request, pk: UUID, question: UUID, body: SpaceAnswerIn) -> Status[SpaceAnswerOut]:  # fmt: skip
    """For everyone in the space."""
    row = queries.question_for(me(request), pk, question)
    return Status(201, answer_out(actions.answer(row, body=body.text, by=me(request), at=request.at)))  # fmt: skip


def _found(request: Request, pk: UUID, question: UUID, answer: UUID) -> SpaceAnswer:
    row = queries.question_for(me(request), pk, question)
    found = next((each for each in queries.answers_to(row) if each.pk == answer), None)
    if not found:
        raise NotFound("not_found", "")
    return found


@router.delete("spaces/{uuid:pk}/questions/{uuid:question}/answers/{uuid:answer}", response={204: None}, summary="Take my answer back")  # fmt: skip
def take_answer_back(request: Request, pk: UUID, question: UUID, answer: UUID) -> Status[None]:  # fmt: skip
    """Only mine."""
    actions.take_answer_back(_found(request, pk, question, answer), by=me(request), at=request.at)  # fmt: skip
    return Status(204, None)


@router.post("spaces/{uuid:pk}/questions/{uuid:question}/solution", response={201: WholeSpaceQuestion}, summary="This helped")  # fmt: skip
def accept_answer(request: Request, pk: UUID, question: UUID, body: SpaceSolutionIn) -> Status[WholeSpaceQuestion]:  # fmt: skip
    """As who asked; in a firm's space for a colleague who is away."""
    actions.accept_answer(_found(request, pk, question, body.answer), by=me(request), at=request.at)  # fmt: skip
    return Status(
        201, thread_out(queries.question_for(me(request), pk, question), me(request))
    )


@router.delete("spaces/{uuid:pk}/questions/{uuid:question}/solution", response={204: None}, summary="It did not help after all")  # fmt: skip
def undo_solution(request: Request, pk: UUID, question: UUID) -> Status[None]:
    """As who asked, or said it."""
    row = queries.question_for(me(request), pk, question)
    actions.undo_solution(row, by=me(request), at=request.at)
    return Status(204, None)


@router.post("spaces/{uuid:pk}/questions/{uuid:question}/followers", response={204: None}, summary="Tell me of answers")  # fmt: skip
def follow(request: Request, pk: UUID, question: UUID) -> Status[None]:
    """Twice is once."""
    row = queries.question_for(me(request), pk, question)
    actions.follow(row, by=me(request), at=request.at)
    return Status(204, None)


@router.delete("spaces/{uuid:pk}/questions/{uuid:question}/followers", response={204: None}, summary="No more news of it")  # fmt: skip
def unfollow(request: Request, pk: UUID, question: UUID) -> Status[None]:
    """Twice is once."""
    row = queries.question_for(me(request), pk, question)
    actions.unfollow(row, by=me(request), at=request.at)
    return Status(204, None)


@router.post("spaces/{uuid:pk}/questions/{uuid:question}/answers/{uuid:answer}/comments", response={201: SpaceCommentOut}, summary="Comment there")  # fmt: skip
def comment(request: Request, pk: UUID, question: UUID, answer: UUID, body: SpaceCommentIn) -> Status[SpaceCommentOut]:  # fmt: skip
    """For everyone in the space; with @name you call one of them."""
    row = _found(request, pk, question, answer)
    return Status(201, comment_out(actions.comment(row, body=body.text, by=me(request), at=request.at)))  # fmt: skip


@router.delete("spaces/{uuid:pk}/questions/{uuid:question}/comments/{uuid:comment}", response={204: None}, summary="Take my comment back")  # fmt: skip
def take_comment_back(request: Request, pk: UUID, question: UUID, comment: UUID) -> Status[None]:  # fmt: skip
    """Only mine."""
    row = queries.question_for(me(request), pk, question)
    found = queries.comment_in(queries.answers_to(row), comment)
    actions.take_comment_back(found, by=me(request), at=request.at)
    return Status(204, None)


@router.post("spaces/{uuid:pk}/questions/{uuid:question}/answers/{uuid:answer}/kudos", response={201: SpaceKudosOut}, summary="Say thanks there")  # fmt: skip
def thank(request: Request, pk: UUID, question: UUID, answer: UUID) -> Status[SpaceKudosOut]:  # fmt: skip
    """Once a person; not for one's own. It counts nowhere outside the space."""
    row = _found(request, pk, question, answer)
    actions.thank(row, by=me(request), at=request.at)
    return Status(201, SpaceKudosOut(answer=row.pk, kudos=row.kudos.count()))
