"""Doors: report a text; for moderators what waits, and one decision with its reasons."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.moderation import actions, queries
from kundenkreis.moderation.forms import DecisionForm, FlagForm
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role, signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.filters import moment
from kundenkreis.ui.refusals import show


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def flags(request: Request, kind: str, pk: str) -> HttpResponse:
    """Report a text."""
    person, target = me(request), f"{kind}:{pk}"
    thing = queries.thing_for(target, reader=person)
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.flag(target, **form.cleaned_data, by=person, at=request.at)
            return HttpResponseRedirect(f"{request.path}?sent=1", status=303)
        except Refused as refused:
            show(form, refused)
    values = {"thing": thing, "form": form, "sent": "sent" in request.GET}
    return ui.render(request, "moderation/flags.html", values)


@role("moderator")
@require_safe
def moderation(request: Request) -> HttpResponse:
    """Texts that were reported, the longest waiting first."""
    page, texts = queries.flagged(request.GET.get("page"))
    return ui.render(request, "moderation/queue.html", {"page": page, "texts": texts})


@role("moderator")
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: Request, kind: str, pk: str) -> HttpResponse:
    """One text with its reports; hide it, keep it or show it again, with reasons."""
    thing = queries.thing_for(f"{kind}:{pk}", reader=None)
    form = DecisionForm(request.POST or None, hidden=bool(thing.hidden_at))
    if request.method == "POST" and form.is_valid():
        try:
            _decide(thing.target, form.cleaned_data, request)
            return HttpResponseRedirect("/moderation/", status=303)
        except Refused as refused:
            show(form, refused)
    history = queries.history_of(thing.target)
    rows = [
        (each.reason_words, each.text, each.who, moment(each.at))
        for each in history["flags"]
    ]
    values = {"thing": thing, "form": form, "rows_of_flags": rows, **history}
    return ui.render(request, "moderation/decision.html", values)


def _decide(target: str, given: dict[str, str], request: Request) -> None:
    by, at = me(request), request.at
    if given["outcome"] == "hidden":
        actions.hide(target, rule=given["rule"], facts=given["facts"], by=by, at=at)
    elif given["outcome"] == "restored":
        actions.restore(target, facts=given["facts"], by=by, at=at)
    else:
        actions.keep(target, facts=given["facts"], by=by, at=at)
