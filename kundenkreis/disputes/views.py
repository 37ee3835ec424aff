"""Doors of the team: what waits for a decision, both views, the decision."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.disputes import actions, forms, pages, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@role("agent", "manager")
@require_safe
def disputes(request: Request) -> HttpResponse:
    """What waits for us, the oldest first; or everything."""
    everything = request.GET.get("all") == "1"
    values = {
        "page": pages.team_page(request.GET.get("page"), waiting=not everything),
        "all": everything,
    }
    return ui.render(request, "disputes/disputes.html", values)


@role("agent", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: Request, pk: UUID) -> HttpResponse:
    """Both views; sent: the decision with its reasons."""
    row = queries.dispute(pk)
    form = forms.DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.decision(row.brand.currency)
            actions.decide(row, **given, by=me(request), at=request.at)
            return see(row.path)
        except Refused as refused:
            wrong = refused.fields or {"outcome": refused.sentence}
            for name, sentence in wrong.items():
                form.add_error(name, sentence)
    values = pages.dispute_page(row, me(request), side="", at=request.at)
    return ui.render(request, "disputes/dispute.html", {**values, "form": form})
