"""Doors of the team: what banks took back, and our side."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.chargebacks import actions, forms, queries
from kundenkreis.chargebacks.models import Chargeback
from kundenkreis.core.refusal import Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

PER_PAGE = 20


@role("agent", "manager")
@require_safe
def chargebacks(request: Request) -> HttpResponse:
    """What is not decided yet first, then the newest."""
    order = (F("ended_at").desc(nulls_first=True), "-opened_at")
    rows = Chargeback.objects.all().with_names().order_by(*order)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return ui.render(request, "chargebacks/chargebacks.html", {"page": page})


@role("agent", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def chargeback(request: Request, pk: UUID) -> HttpResponse:
    """One of them; sent: our side."""
    row = queries.chargeback(pk)
    form = forms.EvidenceForm(request.POST or None, initial={"text": queries.draft(row)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_evidence(row, **form.cleaned_data, by=me(request), at=request.at)
            return see(row.path)
        except Refused as refused:
            form.add_error("text", refused.sentence)
    values = {"row": row, "form": form, "about": queries.about(row), "reason": queries.why(row), "may": row.may_be_answered(request.at)}  # fmt: skip
    return ui.render(request, "chargebacks/chargeback.html", values)
