"""Doors for moderators: what waits, and one decision with its reasons."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import role
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.forms import DecisionForm
from kundenkreis.stages.community.models import Answer, Question, public_name
from kundenkreis.ui.filters import moment


@role("moderator")
@require_safe
def moderation(request: Request) -> HttpResponse:
    """Texts that were reported, the longest waiting first."""
    page, texts = queries.flagged(request.GET.get("page"))
    return ui.render(request, "community/moderation.html", {"page": page, "texts": texts})


@role("moderator")
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """One text with its reports; hide it, keep it or show it again, with reasons."""
    fetch = queries.question_for if kind == "questions" else queries.answer_for
    text = fetch(request.person, pk, moderator=True)
    form = DecisionForm(request.POST or None, hidden=bool(text.hidden_at))
    if request.method == "POST" and form.is_valid():
        try:
            _decide(text, form.cleaned_data, request)
            return HttpResponseRedirect("/moderation/", status=303)
        except Refused as refused:
            show(form, refused)
    history = queries.history_of(text)
    rows = [
        (each.reason_words, each.text, public_name(each.by), moment(each.at))
        for each in history["flags"]
    ]
    values = {"text": text, "kind": kind, "form": form, "rows_of_flags": rows, **history}
    return ui.render(request, "community/decision.html", values)


def _decide(text: Question | Answer, given: dict[str, str], request: Request) -> None:
    by, at = request.person, request.at
    assert isinstance(by, Person)
    if given["outcome"] == "hidden":
        actions.hide(text, rule=given["rule"], facts=given["facts"], by=by, at=at)
    elif given["outcome"] == "restored":
        actions.restore(text, facts=given["facts"], by=by, at=at)
    else:
        actions.keep(text, facts=given["facts"], by=by, at=at)
