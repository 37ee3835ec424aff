"""Doors: one button at a solved case and at a solved question."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from kundenkreis.cases.doors import case_at_door
from kundenkreis.lessons import actions, rules
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role, signed_in
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.stages.community.doors import question_at_door
from kundenkreis.stages.knowledge.models import ArticleRevision
from kundenkreis.ui.going import see


def _to_writing(request: Request, text: ArticleRevision) -> HttpResponse:
    """Where she mends it: the team at its own desk, a member among her texts."""
    team = rules.may_tell_case(request.roles)
    there = f"/editing/{text.article_id}/text/" if team else f"/article-proposals/{text.article_id}/"  # fmt: skip
    return see(there)


@role(*Role.STAFF)
@require_POST
def case_article(request: Request, pk: UUID) -> HttpResponse:
    """How this case was solved, as a draft."""
    case, person = case_at_door(request, pk)
    return _to_writing(request, actions.tell_case(case, by=person, at=request.at))


@signed_in
@require_POST
def question_article(request: Request, pk: UUID) -> HttpResponse:
    """The question and what helped, as a draft."""
    question, _reader = question_at_door(request, pk)
    return _to_writing(
        request, actions.tell_question(question, by=me(request), at=request.at)
    )
