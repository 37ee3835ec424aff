"""Asking and answering in a space; to everyone who is not in it does not exist."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.drafts.doors import begun
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.spaces import actions, forms, queries
from kundenkreis.spaces.models import SpaceAnswer
from kundenkreis.spaces.pages import thread_values
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def space(request: Request, pk: UUID) -> HttpResponse:
    """What is asked there; with `?q=` what is found there."""
    row = queries.space_for(me(request), pk)
    words = request.GET.get("q", "").strip()[:200]
    values = {
        "space": row,
        "words": words,
        "rows": queries.questions_in(row, me(request), words=words),
        "members": queries.members_of(row),
    }
    return ui.render(request, "spaces/space.html", values)


@signed_in
@asked
def new_question(request: Request, pk: UUID) -> HttpResponse:
    """A question to everyone in the space."""
    row = queries.space_for(me(request), pk)
    typed = {"body": begun(request, f"space:{row.pk}", me(request))}
    form = forms.QuestionForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.ask(row, **form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    values = {"space": row, "form": form}
    return ui.render(request, "spaces/new_question.html", values, status=422 if form.errors else 200)  # fmt: skip


@signed_in
@asked
def new_case(request: Request, pk: UUID) -> HttpResponse:
    """One of my cases, for colleagues to see."""
    row = queries.space_for(me(request), pk)
    if not row.shares_cases:
        raise NotFound("not_found", "")
    cases = queries.sharable_cases(row, me(request))
    form = forms.SharedCaseForm(request.POST or None, cases=cases)
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.share_case(row, **form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    values = {"space": row, "form": form, "cases": cases}
    return ui.render(request, "spaces/new_case.html", values, status=422 if form.errors else 200)  # fmt: skip


@signed_in
@asked
def question(request: Request, pk: UUID, question: UUID) -> HttpResponse:
    """Read and answer."""
    row = queries.question_for(me(request), pk, question)
    typed = {"body": begun(request, f"space-question:{row.pk}", me(request))}
    form = forms.WordsForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(row, body=form.cleaned_data["body"], by=me(request), at=request.at)  # fmt: skip
            return see(row.path)
        except Refused as refused:
            show(form, refused)
    values = {"form": form, **thread_values(row, me(request), at=request.at)}
    return ui.render(request, "spaces/question.html", values, status=422 if form.errors else 200)  # fmt: skip


@signed_in
@require_POST
def withdrawal(request: Request, pk: UUID, question: UUID) -> HttpResponse:
    """I take my question back."""
    row = queries.question_for(me(request), pk, question)
    actions.take_question_back(row, by=me(request), at=request.at)
    return see(row.space.path)


@signed_in
@require_POST
def followers(request: Request, pk: UUID, question: UUID) -> HttpResponse:
    """I want to hear of answers, or no longer."""
    row = queries.question_for(me(request), pk, question)
    act = actions.unfollow if request.POST.get("end") else actions.follow
    act(row, by=me(request), at=request.at)
    return see(row.path)


@signed_in
@require_POST
def reopening(request: Request, pk: UUID, question: UUID) -> HttpResponse:
    """It was not the solution after all."""
    row = queries.question_for(me(request), pk, question)
    actions.undo_solution(row, by=me(request), at=request.at)
    return see(row.path)


def answer_at_door(request: Request, pk: UUID, question: UUID, answer: UUID) -> SpaceAnswer:
    """One answer, for who is in the space.

    :raises NotFound: for everyone else, and where it is hidden.
    """
    row = queries.question_for(me(request), pk, question)
    found = next((each for each in queries.answers_to(row) if each.pk == answer), None)
    if not found:
        raise NotFound("not_found", "")
    return found


@signed_in
@require_POST
def solution(request: Request, pk: UUID, question: UUID, answer: UUID) -> HttpResponse:
    """This solved it."""
    row = answer_at_door(request, pk, question, answer)
    actions.accept_answer(row, by=me(request), at=request.at)
    return see(row.question.path)


@signed_in
@require_POST
def answer_withdrawal(
    request: Request, pk: UUID, question: UUID, answer: UUID
) -> HttpResponse:
    """I take my answer back."""
    row = answer_at_door(request, pk, question, answer)
    actions.take_answer_back(row, by=me(request), at=request.at)
    return see(row.question.path)
