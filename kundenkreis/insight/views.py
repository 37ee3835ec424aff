"""Doors of the manager."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.brands.models import LadderStep
from kundenkreis.cases.pages import stage_names
from kundenkreis.insight import actions, queries
from kundenkreis.insight.forms import UnitCostForm, cost_forms
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@role("manager")
@require_safe
def insight(request: Request) -> HttpResponse:
    """Who solves, what it costs, whether it lasts, where help is needed."""
    return _page(request)


@role("manager")
@require_POST
def unit_costs(request: Request) -> HttpResponse:
    """What one try of a stage costs."""
    form = UnitCostForm(request.POST, auto_id=f"id_{request.POST.get('stage', '')}_%s")
    if not form.is_valid():
        return _page(request, form)
    person = request.person
    assert person
    actions.set_unit_cost(
        stage=form.cleaned_data["stage"], amount=form.minor, by=person, at=request.at
    )
    return see("/insight/#costs")


def _page(request: Request, sent: UnitCostForm | None = None) -> HttpResponse:
    values = {
        "measures": queries.measures(request.brand, at=request.at),
        "forms": cost_forms(list(LadderStep.objects.all()), sent),
        "form": sent,
        "stage_names": stage_names(),
    }
    return ui.render(request, "insight/insight.html", values)
