"""Doors to payback: one's points, statements and what they become; for managers budget and organisations."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger.points import balance_of
from kundenkreis.payback import actions, queries
from kundenkreis.payback.forms import BudgetForm, OrganisationForm, RedeemForm
from kundenkreis.payback.models import first_of
from kundenkreis.payback.words import month_name
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role, signed_in
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.ui import filters
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


def _see(path: str) -> HttpResponse:
    return see(path)


@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """My points, my months, what they became."""
    person = me(request)
    points = balance_of(person)
    this = first_of(request.at.astimezone(request.brand.zone).date())
    values = {
        "points": points, "worth": Money(points, request.brand.currency), "shares": queries.shares_of(person),
        "redemptions": queries.redemptions_of(person), "terms": queries.terms_of(this), "month_name": month_name,
        "waiting": queries.waiting_of(person, at=request.at), "manager": Role.Kind.MANAGER in request.roles, "done": "done" in request.GET,
    }  # fmt: skip
    return ui.render(request, "payback/mine.html", values)


@signed_in
@require_safe
def statement(request: Request, pk: UUID) -> HttpResponse:
    """One month of mine, every line."""
    share = queries.share_for(me(request), pk)
    lines = list(share.lines.order_by("answered_at", "pk"))
    waiting = queries.waiting_of(me(request), month=share.month.month, at=request.at)
    values = {"share": share, "month": share.month, "lines": lines, "waiting": waiting, "month_name": month_name, "worth": Money(share.points, share.month.currency)}  # fmt: skip
    return ui.render(request, "payback/statement.html", values)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def redemption(request: Request) -> HttpResponse:
    """My points become a credit, money or a donation."""
    person = me(request)
    balance = balance_of(person)
    hundred = filters.money(Money(100, request.brand.currency))
    form = RedeemForm(
        request.POST or None,
        balance=balance,
        hundred=hundred,
        organisations=queries.organisations(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.redeem(**form.values, by=person, at=request.at)
            return _see("/payback/?done=1")
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "points": balance, "terms": queries.newest_terms()}
    return ui.render(request, "payback/redemption.html", values)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: Request) -> HttpResponse:
    """What the brand gives a month, and what it gave."""
    form = BudgetForm.now(queries.newest_terms(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_terms(**form.values, by=me(request), at=request.at)
            return _see(request.path)
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "history": queries.all_terms(), "months": queries.months(), "month_name": month_name, "Money": Money}  # fmt: skip
    return ui.render(request, "payback/budget.html", values)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request: Request) -> HttpResponse:
    """To whom members may give their points."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_organisation(**form.cleaned_data, by=me(request), at=request.at)
            return _see(request.path)
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "organisations": queries.organisations(all_of_them=True)}
    return ui.render(request, "payback/organisations.html", values)


@role("manager")
@require_POST
def listing(request: Request, pk: UUID) -> HttpResponse:
    """One organisation on the list, or no longer."""
    listed = not request.POST.get("end")
    actions.set_organisation(queries.organisation(pk), listed=listed, by=me(request), at=request.at)  # fmt: skip
    return _see("/payback/organisations/")
