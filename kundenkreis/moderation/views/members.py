"""Doors for everyone with an account: report a text, read what was decided about one's own, object."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.moderation import actions, queries, words
from kundenkreis.moderation.forms import AppealForm, FlagForm
from kundenkreis.moderation.models import StatementOfReasons
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def flags(request: Request, kind: str, pk: str) -> HttpResponse:
    """Report a text."""
    person, target = me(request), f"{kind}:{pk}"
    if "sent" in request.GET:
        return ui.render(request, "moderation/flagged.html", {})
    thing = queries.thing_for(target, reader=person)
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.flag(target, **form.cleaned_data, by=person, at=request.at)
            return see(f"{request.path}?sent=1")
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "moderation/flags.html", {"thing": thing, "form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: Request, pk: UUID) -> HttpResponse:
    """A decision about one's own text: what, why, by which rule, for how long, and what one can do."""
    person = me(request)
    row = queries.statement_for(person, pk)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.object_to(row, **form.cleaned_data, by=person, at=request.at)
            return see(row.path)
        except Refused as refused:
            show(form, refused)
    thing = queries.things_of([row.target]).get(row.target)
    values = {
        "statement": row,
        "thing": thing,
        "form": form,
        "rows": rows_of(row),
        "appeal": row.appeals.filter(by=person).first(),
        "last_day": words.last_day(row),
        "open": row.restricts and request.at <= row.at + queries.APPEAL_DAYS,
    }
    return ui.render(request, "moderation/statement.html", values)


def rows_of(row: StatementOfReasons) -> list[dict[str, str]]:
    """The parts a statement of reasons must have (DSA art. 17 (3)), for the summary."""
    parts = [
        (words.label("effect"), words.effect(row)),
        (words.label("facts"), row.facts),
        (words.label("ground"), words.ground(row)),
        (words.label("who"), words.who_decided(row)),
        (words.label("source"), str(row.get_source_display())),
        (words.label("duration"), words.duration(row)),
    ]
    return [{"key": key, "value": value} for key, value in parts if value]
