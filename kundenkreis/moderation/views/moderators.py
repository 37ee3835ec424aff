"""Doors for moderators: what waits, one decision with its reasons, objections, second persons."""

import csv
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.moderation import actions, deciding, queries, rules, socket, words
from kundenkreis.moderation.forms import AppealDecisionForm, DecisionForm
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.filters import moment
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@role("moderator", "elected")
@require_safe
def moderation(request: Request) -> HttpResponse:
    """What waits, the highest score first."""
    page, texts = queries.queue(request.GET.get("page"))
    texts = [each for each in texts if rules.may_decide(request.roles, each.thing.kind)]
    # Objections, people and cases of fraud are the team's: a member who was elected cannot open them.
    team = rules.may_moderate(request.roles)
    values = {
        "page": page,
        "texts": texts,
        "appeals": len(queries.appeals()) if team else 0,
        "to_agree": queries.to_agree() if team else [],
        "also": [each for ask in socket.ALSO if (each := ask())] if team else [],
    }
    return ui.render(request, "moderation/queue.html", values)


@role("moderator", "elected")
@require_POST
def claim(request: Request, kind: str, pk: str) -> HttpResponse:
    """I look at it; nobody else decides for ten minutes."""
    item = actions.claim(f"{kind}:{pk}", by=me(request), at=request.at)
    return see(f"/moderation/{item.target.replace(':', '/', 1)}/decision/")


@role("moderator", "elected")
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: Request, kind: str, pk: str) -> HttpResponse:
    """One text with all that is known about it; decide, with reasons."""
    if not rules.may_decide(request.roles, kind):
        raise NotFound("not_found", "")
    thing = queries.thing_for(f"{kind}:{pk}", reader=None)
    history = queries.history_of(thing, at=request.at)
    form = DecisionForm(
        request.POST or None,
        hidden=bool(thing.hidden_at),
        waits=bool(history["item"]),
        mendable=socket.PLUGS[kind].mendable,
        about_people=rules.may_moderate(request.roles),
        initial={"text": thing.text, "days": 7},
    )
    if request.method == "POST" and form.is_valid():
        try:
            deciding.decide(
                thing.target, **form.cleaned_data, by=me(request), at=request.at
            )
            return see("/moderation/")
        except Refused as refused:
            show(form, refused)
    values = {**history, **_shown(thing, history, request), "form": form}
    return ui.render(request, "moderation/decision.html", values)


def _shown(thing: Thing, history: dict[str, Any], request: Request) -> dict[str, object]:
    item, records = history["item"], queries.records_of(history["flags"])
    rows = [
        (each.reason_words, each.text, f"{each.who} ({records[each.by_id]})", moment(each.at))
        for each in history["flags"]
    ]  # fmt: skip
    return {
        "thing": thing,
        "about_people": rules.may_moderate(request.roles),
        "rows_of_flags": rows,
        "reporters": [
            {
                "title": who,
                "href": f"/moderation/people/{pk}/suspensions/?kind=reporting",
                "meta": records[pk],
            }
            for pk, who in {each.by_id: each.who for each in history["flags"]}.items()
        ],
        "quick": deciding.quick(history["flags"], hidden=bool(thing.hidden_at)),
        "held": bool(item) and item.held_by_another(me(request), request.at),
    }


@role("moderator", "manager")
@require_safe
def statements(request: Request) -> HttpResponse:
    """All decisions that took something, for the transparency database."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="statements.csv"'
    rows = csv.writer(answer)
    rows.writerow(queries.COLUMNS)
    rows.writerows(map(_safe, queries.lines()))
    return answer


def _safe(line: tuple[str, ...]) -> list[str]:
    """No cell begins a formula in a spreadsheet."""
    return [f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in line]


@role("moderator")
@require_safe
def appeals(request: Request) -> HttpResponse:
    """Objections that wait, the longest first."""
    return ui.render(request, "moderation/appeals.html", {"appeals": queries.appeals()})


@role("moderator")
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: Request, pk: UUID) -> HttpResponse:
    """One objection: was the decision right?"""
    row = queries.appeal_for(pk)
    form = AppealDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_appeal(row, **form.cleaned_data, by=me(request), at=request.at)
            return see("/moderation/appeals/")
        except Refused as refused:
            show(form, refused)
    values = {
        "appeal": row,
        "form": form,
        "thing": queries.things_of([row.statement.target]).get(row.statement.target),
        "effect": words.effect(row.statement),
        "ground": words.ground(row.statement),
    }
    return ui.render(request, "moderation/appeal.html", values)


@role("moderator")
@require_POST
def agreement(request: Request, pk: int) -> HttpResponse:
    """A second person agrees to a suspension."""
    actions.agree(queries.suspension_for(pk), by=me(request), at=request.at)
    return see("/moderation/")


@role("moderator")
@require_POST
def lifting(request: Request, pk: int) -> HttpResponse:
    """A suspension ends, or never begins."""
    row = queries.suspension_for(pk)
    facts = request.POST.get("facts", "") or words.lifted()
    actions.lift(row, facts=facts, by=me(request), at=request.at)
    return see("/moderation/")
