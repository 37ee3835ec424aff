"""Doors to the ranking: its parameters for everyone, its weights for managers, one's own places for helpers."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.helpers import actions, queries, ranking_pages
from kundenkreis.helpers.forms_ranking import WeightsForm
from kundenkreis.people.doors import public, role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@public
@require_safe
def ranking(request: Request) -> HttpResponse:
    """By which parameters helpers are suggested, and how much each weighs (DSA 27, UWG 5b)."""
    weights, share = queries.weights()
    values = {"parameters": ranking_pages.parameters(), "weights": weights, "share": share}
    return ui.render(request, "helpers/ranking.html", values)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: Request) -> HttpResponse:
    """How much each parameter counts at this brand."""
    person, form = request.person, WeightsForm.filled(request.POST or None)
    assert person
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_weights(form.weights, newcomers=form.cleaned_data["newcomers"], by=person, at=request.at)  # fmt: skip
        except Invalid as trouble:
            for field, sentence in trouble.fields.items():
                form.add_error(field, sentence)
        else:
            return see("/ranking/")
    values = {"form": form, "last": queries.weights_row()}
    return ui.render(request, "helpers/weights.html", values, status=422 if form.errors else 200)  # fmt: skip


@role("helper")
@require_safe
def my_places(request: Request) -> HttpResponse:
    """Where she stood in the rankings of the last months, and why."""
    if not request.person:
        raise NotFound("not_found", "")
    helper = queries.helper_of(request.person)
    values = {"ranks": ranking_pages.places(queries.rankings_of(helper))}
    return ui.render(request, "helpers/rankings.html", values)
