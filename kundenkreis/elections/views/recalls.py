"""Doors of petitions for a recall."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.elections import actions, forms, queries
from kundenkreis.ideas.doors import account
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def petition(request: Request, pk: int) -> HttpResponse:
    """A member asks that an office ends."""
    row = queries.mandate(pk)
    form = forms.PetitionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.ask_recall(row, **form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    may = queries.eligible(at=request.at).filter(pk=me(request).pk).exists()
    values = {"row": row, "form": form, "may": may}
    return ui.render(request, "elections/petition.html", values, status=422 if form.errors else 200)  # fmt: skip


@public
@require_safe
def recall(request: Request, pk: UUID) -> HttpResponse:
    """The petition, the answer, signatures, the vote, and how it ended."""
    row, person = queries.recall_for(pk), account(request)
    about = row.mandate.candidacy.person
    values = {
        "row": row, "about": about, "account": person, "voter": queries.recall_voter(row, person),
        "signed": queries.signed(row, person), "mine": bool(person and about and person.pk == about.pk),
        "may": bool(person and not row.vote_from and queries.eligible(at=request.at).filter(pk=person.pk).exists()),
        "form": forms.RecallVoteForm(), "answer_form": forms.AnswerForm(initial={"words": row.answer}),
    }  # fmt: skip
    return ui.render(request, "elections/petitioned.html", values)


@signed_in
@require_POST
def signatures(request: Request, pk: UUID) -> HttpResponse:
    """I want a vote on it."""
    return see(actions.sign(queries.recall_for(pk), by=me(request), at=request.at).path)


@signed_in
@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    """What I say who it is about."""
    words = request.POST.get("words", "")
    row = queries.recall_for(pk)
    return see(actions.answer_recall(row, words=words, by=me(request), at=request.at).path)


@signed_in
@require_POST
def ballots(request: Request, pk: UUID) -> HttpResponse:
    """My one vote."""
    row, form = queries.recall_for(pk), forms.RecallVoteForm(request.POST)
    ends = form.chosen()
    actions.vote_on_recall(row, ends=ends, by=me(request), at=request.at)
    return see(f"{row.path}?voted=1")
