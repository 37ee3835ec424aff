"""Doors for dispatchers: the firm's technicians and its bank account."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.firms import actions, queries
from kundenkreis.firms.doors import my_firm
from kundenkreis.firms.forms import EmailForm, show
from kundenkreis.ledger.views import account_at_stripe
from kundenkreis.payouts import actions as payouts
from kundenkreis.payouts import pages as money
from kundenkreis.payouts.forms import AccountForm
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

TECHNICIANS = "/firm/technicians/"


@role("dispatcher")
@require_http_methods(["GET", "HEAD", "POST"])
def technicians(request: Request) -> HttpResponse:
    """Who works for the firm, whom it has asked, and one more."""
    firm, person = my_firm(request)
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(firm, **form.cleaned_data, by=person, at=request.at)
            return see(TECHNICIANS)
        except Refused as refused:
            show(form, refused)
    return _technicians(request, form)


def _technicians(
    request: Request, form: EmailForm, refused: Refused | None = None
) -> HttpResponse:
    firm, _person = my_firm(request)
    values = {
        "firm": firm, "form": form, "refused": refused,
        "technicians": queries.technicians(firm, at=request.at), "asked": queries.open_invitations(firm=firm),
    }  # fmt: skip
    return ui.render(request, "firms/technicians.html", values, status=422 if form.errors or refused else 200)  # fmt: skip


@role("dispatcher")
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """A technician works for the firm no longer."""
    firm, person = my_firm(request)
    helper = queries.technician(firm, pk, at=request.at)
    try:
        actions.leave(firm, helper, by=person, at=request.at)
    except Refused as refused:
        return _technicians(request, EmailForm(), refused)
    return see(TECHNICIANS)


@role("dispatcher")
@require_http_methods(["GET", "HEAD", "POST"])
def stripe_account(request: Request) -> HttpResponse:
    """The firm's account at Stripe, where the brand pays through it."""
    firm, _person = my_firm(request)
    return account_at_stripe(request, firm.person, came_from="/firm/account/")


@role("dispatcher")
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """Where the firm's money goes, what is due, what was paid."""
    firm, person = my_firm(request)
    form = AccountForm(request.POST or None, initial={"holder": firm.name})
    if request.method == "POST" and form.is_valid():
        try:
            payouts.set_account(firm.person, **form.cleaned_data, by=person, at=request.at)
            return see("/firm/account/")
        except Refused as refused:
            show(form, refused)
    values = {**money.mine(firm.person, at=request.at), "firm": firm, "form": form}
    return ui.render(request, "firms/account.html", values, status=422 if form.errors else 200)  # fmt: skip
