"""Doors to a search for whoever can come first: ordering it, its page, and its end before anybody came."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases.models import Case
from kundenkreis.cases.pages import block
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, choosing
from kundenkreis.stages.marketplace import forms as typed
from kundenkreis.stages.marketplace.choosing import Opening
from kundenkreis.stages.marketplace.doors import booking_at_door, search_at_door
from kundenkreis.stages.marketplace.models import Address, Dispatch
from kundenkreis.stages.marketplace.models import Request as Wish
from kundenkreis.stages.marketplace.pages import paying
from kundenkreis.stages.marketplace.pages import searches as pages
from kundenkreis.stages.marketplace.views.going import shown_price
from kundenkreis.stages.marketplace.views.visits import booking_page
from kundenkreis.ui.going import see

# Refusals after which other times are shown: whatever else was typed is kept.
OTHER_TIMES = ("nobody_free", "bad_windows")


def windows_form(found: Sequence[Opening], data: Any = None) -> typed.WindowsForm:
    """Stretches of time as boxes to tick."""
    words = [(each.value, pages.window_of(each.start, each.end)) for each in found]
    return typed.WindowsForm(data, windows=words)


def windows_page(
    request: Request,
    case: Case,
    wish: Wish,
    found: Sequence[Opening],
    form: forms.Form,
    refused: Refused | None = None,
) -> HttpResponse:
    """When whoever can come first may come, and how that goes."""
    values = {
        "case": case,
        "wish": wish,
        "form": form,
        "refused": refused,
        "found": found if paying.may_search(request.brand) else [],
        "may_search": paying.may_search(request.brand),
        "hints": {each.value: pages.how_many(each) for each in found},
    }
    return ui.render(request, "marketplace/windows.html", values)


def check(
    request: Request, case: Case, wish: Wish, address: Address, person: Person
) -> HttpResponse:
    """Everything once more, with how many are asked and until when; the button is binding."""
    if not paying.may_search(request.brand):
        return see(f"{case.path}visit/windows/")
    form = paying.payment_form_at_once(request.brand, request.POST or None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return see(_order(request, case, wish, address, form, person).path)
        except Refused as refusal:
            if refusal.reason in OTHER_TIMES:
                found = choosing.openings(wish, at=request.at)
                return windows_page(request, case, wish, found, windows_form(found), refusal)  # fmt: skip
            if refusal.reason == "price_changed":
                # The same page asks again, with the price as it is now.
                windows = [(each.lower, each.upper) for each in wish.windows]
                wish = actions.choose(wish, windows=windows, by=person, at=request.at)
            if refusal.reason.startswith("voucher_"):
                wish = actions.use_voucher(wish, code="", by=person, at=request.at)
            refused = refusal
    values = {
        "case": case,
        "wish": wish,
        "replace_form": typed.ReplaceForm(
            initial={"replace_missing": wish.replace_missing}
        ),
        "rows": pages.answers(wish, address),
        **paying.with_voucher(wish),
        "forecast": choosing.forecast(wish, at=request.at),
        "form": form,
        "hints": paying.payment_hints(),
        "refused": refused,
    }
    return ui.render(request, "marketplace/check_search.html", values)


def _order(
    request: Request,
    case: Case,
    wish: Wish,
    address: Address,
    form: forms.Form,
    person: Person,
) -> Dispatch:
    assert wish.package is not None
    return actions.search(
        case,
        package=wish.package,
        windows=[(window.lower, window.upper) for window in wish.windows],
        postal_code=wish.postal_code,
        address=address.as_given,
        payment=form.cleaned_data["payment"],
        replace_missing=bool(request.POST.get("replace_missing")),
        shown_price=shown_price(request.POST.get("price", "")),
        by=person,
        at=request.at,
    )


@case_key
@require_safe
def search(request: Request, pk: UUID) -> HttpResponse:
    """Where the search stands."""
    return _page(request, pk)


def _page(request: Request, pk: UUID, refused: Refused | None = None) -> HttpResponse:
    found, person = search_at_door(request, pk)
    values = {**pages.search_page(found, person, at=request.at), "refused": refused}
    return ui.render(request, "marketplace/search.html", values, block=block(request))


@case_key
@require_POST
def replacement(request: Request, pk: UUID) -> HttpResponse:
    """Whoever can come first comes instead of the helper who does not."""
    booking, person = booking_at_door(request, pk)
    try:
        return see(actions.replace(booking, by=person, at=request.at).path)
    except Refused as refused:
        return booking_page(request, pk, refused=refused)


@case_key
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """Nobody is asked any more; all money goes back."""
    found, person = search_at_door(request, pk)
    try:
        actions.stop_search(found, by=person, at=request.at)
    except Refused as refused:
        return _page(request, pk, refused)
    return see(found.path)
