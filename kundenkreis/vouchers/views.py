"""Doors to vouchers, for managers."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.vouchers import actions, queries
from kundenkreis.vouchers.forms import BatchForm
from kundenkreis.vouchers.paper import table


@role("manager")
@require_safe
def batches(request: Request) -> HttpResponse:
    """All batches, the newest first."""
    rows = [(row, queries.state(row, request.at)) for row in queries.batches()]
    return ui.render(request, "vouchers/batches.html", {"batches": rows})


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A new batch of codes."""
    packages = ServicePackage.objects.filter(withdrawn_at__isnull=True)
    rows = list(packages.select_related("brand").order_by("position"))
    form = BatchForm(request.POST or None, packages=rows, zone=request.brand.zone)
    if request.method == "POST" and form.is_valid():
        assert request.person
        try:
            made = actions.issue(**form.batch(), by=request.person, at=request.at)
            return see(made.path)
        except Refused as refused:
            for field, sentence in refused.fields.items():
                form.add_error(field if field in form.fields else None, sentence)
    return ui.render(request, "vouchers/new.html", {"form": form})


@role("manager")
@require_safe
def batch(request: Request, pk: UUID) -> HttpResponse:
    """One batch, and how often its codes were used."""
    return ui.render(request, "vouchers/batch.html", {"batch": queries.batch(pk)})


@role("manager")
@require_safe
def codes(request: Request, pk: UUID) -> HttpResponse:
    """Its codes as a table."""
    row = queries.batch(pk)
    answer = HttpResponse(table(row), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = "attachment; filename=vouchers.csv"
    answer["Cache-Control"] = "no-store"
    return answer


@role("manager")
@require_POST
def revocation(request: Request, pk: UUID) -> HttpResponse:
    """They are worth nothing any more."""
    assert request.person
    row = actions.revoke(queries.batch(pk), by=request.person, at=request.at)
    return see(row.path)
