"""Doors through which the team stops visits at once: a helper is suspended, a check is revoked."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.certification.forms import ReasonForm
from kundenkreis.certification.queries import path_for_team
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.helpers.models import Verification
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.ui.going import see


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def suspension(request: Request, pk: UUID) -> HttpResponse:
    """No more visits of this service, with reasons; how many are called off is said before."""
    assert request.person
    row = path_for_team(pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.suspend_helper(
                row, **form.cleaned_data, by=request.person, at=request.at
            )
            return see(row.path)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    coming = queries.coming_visits(row.helper, package=row.package_id, at=request.at)
    values = {"row": row, "form": form, "visits": coming.count()}
    return ui.render(request, "marketplace/suspension.html", values)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def revocation(request: Request, pk: int) -> HttpResponse:
    """A check does not hold any more; visits that rest on it are called off with it."""
    assert request.person
    row = Verification.objects.select_related("helper__person").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", "")
    refusal = None
    if request.method == "POST":
        try:
            actions.revoke_verification(row, by=request.person, at=request.at)
            return see("/checks/")
        except Refused as refused:
            refusal = refused
    coming = queries.coming_visits(row.helper, kind=row.kind, at=request.at)
    values = {"row": row, "visits": coming.count(), "refused": refusal}
    return ui.render(request, "marketplace/revocation.html", values)
