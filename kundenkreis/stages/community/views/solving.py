"""Doors of the word that an answer helped: one tap from the mail, and taking it back."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.people.doors import case_key
from kundenkreis.people.models import Person, Role
from kundenkreis.people.request import Request
from kundenkreis.stages.community import actions, rules
from kundenkreis.stages.community.doors import asker_at_door, question_at_door
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.community.views.writing import somebody
from kundenkreis.ui.going import see


def _decides(request: Request, question: Question, person: Person | None) -> bool:
    staff = bool(person) and bool(request.roles & set(Role.STAFF))
    return person is not None and rules.may_accept(person, question, staff=staff)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def solution(request: Request, pk: UUID) -> HttpResponse:
    """The link of the mail shows the answer with one button; the button says that it helped."""
    answer, person = asker_at_door(request, pk)
    question = answer.question
    if request.method != "POST":
        proposed = question.is_solved and not question.solution.confirmed_at
        open_to_her = proposed or not question.is_solved
        if not open_to_her or not _decides(request, question, person):
            return see(answer.path)
        values = {"answer": answer, "proposed": proposed, "key": request.GET.get("key", "")}
        return ui.render(request, "community/solution.html", values)
    actions.accept(answer, by=somebody(person), at=request.at)
    return see(f"{question.path}#solution")


@case_key
@require_POST
def reopening(request: Request, pk: UUID) -> HttpResponse:
    """It did not help after all."""
    if key_of := request.POST.get("answer", ""):
        answer, person = asker_at_door(request, _uuid(key_of))
        if answer.question_id == pk:
            actions.unaccept(answer.question, by=somebody(person), at=request.at)
            return see(answer.question.path)
    question, person = question_at_door(request, pk)
    actions.unaccept(question, by=somebody(person), at=request.at)
    return see(question.path)


def _uuid(raw: str) -> UUID:
    try:
        return UUID(raw)
    except ValueError:
        return UUID(int=0)
