"""Doors for managers: which firms work with the brand, and who speaks for them."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.firms import actions, queries
from kundenkreis.firms.forms import EmailForm, FirmForm, show
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

FIRMS = "/firms/"


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def firms(request: Request) -> HttpResponse:
    """All firms, and a new one."""
    form = FirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.found(**form.cleaned_data, by=request.person, at=request.at)
            return see(FIRMS)
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "firms": queries.all_firms(at=request.at)}
    return ui.render(request, "firms/firms.html", values, status=422 if form.errors else 200)  # fmt: skip


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def dispatchers(request: Request, pk: UUID) -> HttpResponse:
    """Who speaks for this firm, and one more."""
    firm = queries.firm_with(pk)
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_dispatcher(firm, **form.cleaned_data, by=request.person, at=request.at)  # fmt: skip
            return see(f"{FIRMS}{pk}/dispatchers/")
        except Refused as refused:
            show(form, refused)
    values = {"firm": firm, "form": form, "dispatchers": queries.dispatchers_of(firm)}
    return ui.render(request, "firms/dispatchers.html", values, status=422 if form.errors else 200)  # fmt: skip


@role("manager")
@require_POST
def removal(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    """She speaks for the firm no longer."""
    firm = queries.firm_with(pk)
    found = next((each for each in queries.dispatchers_of(firm) if each.pk == person), None)
    if found is None:
        raise NotFound("not_found", "")
    actions.end_dispatcher(firm, found, by=request.person, at=request.at)
    return see(f"{FIRMS}{pk}/dispatchers/")
