"""Doors to the order: six pages, one question each, and the payment."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases.doors import customers_case_at_door
from kundenkreis.cases.models import Case
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import (
    actions,
    choosing,
    day_plan,
    favourites,
    pages,
    queries,
    queries_firms,
    searching,
)
from kundenkreis.stages.marketplace import forms as typed
from kundenkreis.stages.marketplace.models import Address, Booking
from kundenkreis.stages.marketplace.models import Request as Wish
from kundenkreis.stages.marketplace.pages import cards, paying
from kundenkreis.stages.marketplace.views import searches
from kundenkreis.stages.marketplace.views.going import shown_price
from kundenkreis.ui.going import see

# How many helpers are shown at first, and with "show more".
FEW, MORE = 3, 12
# Refusals after which the same page is shown again: another way to pay may do.
ABOUT_PAYING = ("payment_declined", "payment_unclear", "provider_down")
ABOUT_VOUCHER = "voucher_"
# The question that gives each answer.
QUESTIONS = {"package": "", "point": "place/", "when": "slots/"}
Page = Callable[[Request, Case, Wish, Person], HttpResponse]


def wished(*needed: str) -> Callable[[Page], Callable[[Request, UUID], HttpResponse]]:
    """A page of the order, handed the wish under way.

    Who has ordered finds the visit instead; who jumps ahead, the first question without an answer.
    """

    def guard(page: Page) -> Callable[[Request, UUID], HttpResponse]:
        @wraps(page)
        def door(request: Request, pk: UUID) -> HttpResponse:
            case, person = customers_case_at_door(request, pk, booking=True)
            if path := searching.path_of_what_goes_on(case):
                return see(path)
            wish = queries.draft_of(case)
            for name in needed:
                if wish is None or not getattr(wish, name):
                    return see(f"{case.path}visit/{QUESTIONS[name]}")
            assert wish is not None
            return page(request, case, wish, person)

        return door

    return guard


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def package(request: Request, pk: UUID) -> HttpResponse:
    """1: what should be done."""
    case, person = customers_case_at_door(request, pk, booking=True)
    if path := searching.path_of_what_goes_on(case):
        return see(path)
    wish = queries.draft_of(case)
    rows = queries.packages_for(case)
    chosen = wish.package if wish and wish.package else rows[0] if rows else None
    form = typed.PackageForm(
        request.POST or None,
        packages=[(row.slug, str(row)) for row in rows],
        initial={"package": chosen.slug if chosen else ""},
    )
    if request.method == "POST" and form.is_valid():
        found = ServicePackage.objects.get(slug=form.cleaned_data["package"])
        actions.ask(case, package=found, by=person, at=request.at)
        return see(f"{case.path}visit/place/")
    values = {"case": case, "form": form, "packages": rows}
    return ui.render(request, "marketplace/package.html", values)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
@wished("package")
def place(request: Request, case: Case, wish: Wish, person: Person) -> HttpResponse:
    """2: where, roughly."""
    initial = {"postal_code": wish.postal_code or case.postal_code}
    form = typed.PlaceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose(wish, **form.cleaned_data, by=person, at=request.at)
            return see(f"{case.path}visit/slots/")
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "marketplace/place.html", {"case": case, "form": form})


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
@wished("package", "point")
def slots(request: Request, case: Case, wish: Wish, person: Person) -> HttpResponse:
    """3: who and when."""
    form = typed.SlotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = queries_firms.chosen(wish, *form.cleaned_data["slot"], at=request.at)
        if found:
            actions.choose(wish, **found, by=person, at=request.at)
            return see(f"{case.path}visit/contact/")
        form.add_error("slot", form.fields["slot"].error_messages["required"])
    return _slots_page(request, case, wish, form)


def _slots_page(
    request: Request,
    case: Case,
    wish: Wish,
    form: forms.Form,
    refused: Refused | None = None,
) -> HttpResponse:
    assert wish.package is not None
    many = MORE if request.GET.get("more") else FEW
    matches, liked = favourites.lined_up(request, wish, limit=many + 1)
    values = {
        "case": case,
        "wish": wish,
        "may_search": paying.may_search(request.brand),
        "map": day_plan.choices_map(wish.point, matches[:many]),
        "form": form,
        "refused": refused,
        "choices": cards.choices(matches[:many], wish.package, request.at, liked=liked),
        "firms": cards.firm_choices(wish, request.at),
        "more": len(matches) > many,
        "chosen": cards.chosen(wish),
    }
    return ui.render(request, "marketplace/slots.html", values)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
@wished("package", "point")
def windows(request: Request, case: Case, wish: Wish, person: Person) -> HttpResponse:
    """3, the other way: when whoever can come first may come."""
    found = choosing.openings(wish, at=request.at)
    form = searches.windows_form(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [(o.start, o.end) for o in found if o.value in form.cleaned_data["windows"]]  # fmt: skip
        actions.choose(wish, windows=chosen, by=person, at=request.at)
        return see(f"{case.path}visit/contact/")
    return searches.windows_page(request, case, wish, found, form)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
@wished("package", "point", "when")
def contact(request: Request, case: Case, wish: Wish, person: Person) -> HttpResponse:
    """4: where exactly, and how to reach the customer."""
    form = typed.AddressForm(request.POST or None, initial=_known(case, wish))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        note, second = given.pop("note"), given.pop("second_person")
        try:
            actions.choose(wish, address=given, note=note, second_person=second, by=person, at=request.at)  # fmt: skip
            return see(f"{case.path}visit/check/")
        except Refused as refused:
            show(form, refused)
    kept = cards.kept_until(wish, at=request.at)
    values = {"case": case, "wish": wish, "form": form, "kept_until": kept}
    return ui.render(request, "marketplace/contact.html", values)


def _known(case: Case, wish: Wish) -> dict[str, str | bool]:
    """What was said before need not be said again."""
    address, customer = queries.address_of(wish), case.customer
    if address:
        return {**address.as_given, "note": wish.note, "second_person": wish.second_person}
    return {
        "name": customer.name,
        "phone": customer.phone,
        "email": customer.reachable_at,
        "note": wish.note,
    }


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
@wished("package", "point", "when")
def check(request: Request, case: Case, wish: Wish, person: Person) -> HttpResponse:
    """5: everything once more; the button is binding."""
    address = queries.address_of(wish)
    if address is None:
        return see(f"{case.path}visit/contact/")
    if wish.windows:
        return searches.check(request, case, wish, address, person)
    form = paying.payment_form(request.brand, request.POST or None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            booking = _order(request, case, wish, address, form, person)
            return see(
                f"{booking.path}{'payment' if booking.awaits_payment else 'confirmation'}/"
            )
        except Refused as refusal:
            if refusal.reason.startswith(ABOUT_VOUCHER):
                # Used or over meanwhile: the same page, without it and with the price she would pay.
                wish = actions.use_voucher(wish, code="", by=person, at=request.at)
            elif refusal.reason == "price_changed":
                # The same page asks again, with the price as it is now.
                wish = actions.choose(
                    wish, helper=wish.helper, firm=wish.firm, starts_at=wish.starts_at, by=person, at=request.at
                )  # fmt: skip
            elif refusal.reason not in ABOUT_PAYING:
                # The wish is as it was: nothing typed is lost, and fresh times are shown at once.
                return _slots_page(request, case, wish, typed.SlotForm(), refusal)
            refused = refusal
    values = {
        "case": case,
        "wish": wish,
        "may_search": paying.may_search(request.brand),
        "replace_form": typed.ReplaceForm(
            initial={"replace_missing": wish.replace_missing}
        ),
        "rows": pages.answers(wish, address),
        "terms": pages.draft_terms(wish),
        "price": wish.money,
        "kept_until": cards.kept_until(wish, at=request.at),
        "form": form,
        **paying.with_voucher(wish),
        "hints": paying.payment_hints(),
        "on_credit": paying.by_bill(request.brand),
        "refused": refused,
    }
    return ui.render(request, "marketplace/check.html", values)


def _order(
    request: Request,
    case: Case,
    wish: Wish,
    address: Address,
    form: forms.Form,
    person: Person,
) -> Booking:
    assert wish.package is not None
    assert wish.starts_at is not None
    payment = form.cleaned_data["payment"]
    return actions.book(
        case,
        package=wish.package,
        helper=wish.helper,
        firm=wish.firm,
        starts_at=wish.starts_at,
        postal_code=wish.postal_code,
        address=address.as_given,
        payment=payment,
        back=request.build_absolute_uri("/").rstrip("/"),
        replace_missing=bool(request.POST.get("replace_missing")),
        shown_price=shown_price(request.POST.get("price", "")),
        by=person,
        at=request.at,
    )
