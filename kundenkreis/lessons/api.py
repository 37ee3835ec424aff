"""API: a solved case or question becomes a draft article."""

from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.cases.doors import case_at_door
from kundenkreis.lessons import actions
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.stages.community.doors import question_at_door
from kundenkreis.stages.knowledge.models import ArticleRevision

router = Router(tags=["articles"])


class LessonOut(Schema):
    """The draft that was made, or was there already; it goes the way of every article."""

    article: UUID
    number: int
    title: str
    text: str
    state: str


def _out(text: ArticleRevision) -> LessonOut:
    return LessonOut(article=text.article_id, number=text.number, title=text.title, text=text.body, state=text.state)  # fmt: skip


@router.post("cases/{pk}/article", response={201: LessonOut}, summary="Make an article of a solved case")  # fmt: skip
def case_article(request: Request, pk: UUID) -> Status[LessonOut]:
    """By the team."""
    by = me_as(request, *Role.STAFF)
    case, _person = case_at_door(request, pk)
    return Status(201, _out(actions.tell_case(case, by=by, at=request.at)))


@router.post("questions/{pk}/article", response={201: LessonOut}, summary="Make an article of a solved question")  # fmt: skip
def question_article(request: Request, pk: UUID) -> Status[LessonOut]:
    """By the team and by members of rank."""
    question, _reader = question_at_door(request, pk)
    return Status(201, _out(actions.tell_question(question, by=me(request), at=request.at)))
