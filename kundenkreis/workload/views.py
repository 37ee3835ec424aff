"""The managers' door to how the work is spread."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kundenkreis import ui
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.workload import queries


@role("manager")
@require_safe
def workload(request: Request) -> HttpResponse:
    """How much the most active carry, who they are, who was told to rest."""
    values = {
        "spread": queries.spread_at(request.at),
        "active": queries.most_active(request.at),
        "hints": queries.hints(),
    }
    return ui.render(request, "workload/workload.html", values)
