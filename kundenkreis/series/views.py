"""Doors to regular visits: asked for, answered, looked at, ended."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.bonds.queries import helper_with
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.people.doors import signed_in
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.series import actions, pages, queries
from kundenkreis.series.forms import CANCEL, EndingForm, InsteadForm, RhythmForm
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.queries import sides_of
from kundenkreis.stages.marketplace.transitions import CUSTOMER, STAFF, TRUSTED
from kundenkreis.ui.going import see


def _see(path: str) -> HttpResponse:
    return see(path)


def _me(request: Request) -> Person:
    assert request.person
    return request.person


def _hers(request: Request, pk: UUID) -> tuple[Booking, Person]:
    """The visit, for who decides for its customer.

    :raises NotFound: a stranger. :raises NotAllowed: its helper.
    """
    booking, person = booking_at_door(request, pk)
    if not sides_of(person, booking, at=request.at) & {CUSTOMER, STAFF, TRUSTED}:
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    return booking, person


@signed_in
@require_safe
def rhythm(request: Request, pk: UUID) -> HttpResponse:
    """1: how often, and how many."""
    booking, _person = _hers(request, pk)
    form = RhythmForm(initial={"weeks": "2", "times": "8"})
    return ui.render(request, "series/rhythm.html", {"booking": booking, "form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, pk: UUID) -> HttpResponse:
    """2: everything once more; the button is binding."""
    booking, person = _hers(request, pk)
    form = RhythmForm(request.POST or request.GET)
    values: dict[str, object] = {"booking": booking, "form": form}
    if not form.is_valid():
        return ui.render(request, "series/rhythm.html", values)
    try:
        if request.method == "POST":
            shown = request.POST.get("price", "")
            made = actions.begin(
                booking, **form.rhythm(), shown_price=int(shown) if shown.isdigit() else None,
                by=person, at=request.at,
            )  # fmt: skip
            return _see(made.path)
        values |= pages.preview(booking, form.rhythm(), at=request.at)
    except Refused as refused:
        show(form, refused)
        return ui.render(request, "series/rhythm.html", values)
    return ui.render(request, "series/check.html", values)


@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """All my regular visits, on either side."""
    rows = queries.series_of(_me(request))
    return ui.render(request, "series/list.html", {"rows": rows})


@signed_in
@require_safe
def series(request: Request, pk: UUID) -> HttpResponse:
    """One series, with what became of its days."""
    return _page(request, pk)


def _page(request: Request, pk: UUID, refused: Refused | None = None) -> HttpResponse:
    row = queries.series_for(_me(request), pk, at=request.at)
    values = pages.series_page(row, _me(request), at=request.at)
    return ui.render(request, "series/series.html", {**values, "refused": refused})


@signed_in
@require_POST
def acceptance(request: Request, pk: UUID) -> HttpResponse:
    """The helper comes regularly."""
    row = queries.series_for(_me(request), pk, at=request.at)
    try:
        actions.accept(row, by=_me(request), at=request.at)
    except Refused as refused:
        return _page(request, pk, refused)
    return _see(row.path)


@signed_in
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """She does not."""
    row = queries.series_for(_me(request), pk, at=request.at)
    try:
        actions.refuse(row, by=_me(request), at=request.at)
    except Refused as refused:
        return _page(request, pk, refused)
    return _see(row.path)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: Request, pk: UUID) -> HttpResponse:
    """No more visits; what about those agreed already?"""
    row = queries.series_for(_me(request), pk, at=request.at)
    values = pages.ending_page(row, _me(request), at=request.at)
    form = EndingForm(request.POST or None, initial={"visits": "keep"})
    if request.method == "POST" and (form.is_valid() or not values["visits"]):
        cancel = bool(values["visits"]) and form.cleaned_data["visits"] == CANCEL
        try:
            actions.end(row, cancel_visits=cancel, by=_me(request), at=request.at)
            return _see(row.path)
        except Refused as refused:
            return _page(request, pk, refused)
    return ui.render(request, "series/ending.html", {**values, "form": form})


@signed_in
@require_POST
def price(request: Request, pk: UUID) -> HttpResponse:
    """She agrees to a higher price."""
    row = queries.series_for(_me(request), pk, at=request.at)
    shown = request.POST.get("price", "")
    try:
        agreed = int(shown) if shown.isdigit() else -1
        actions.agree_price(row, price=agreed, by=_me(request), at=request.at)
    except Refused as refused:
        return _page(request, pk, refused)
    return _see(row.path)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: Request, pk: UUID) -> HttpResponse:
    """A day that was left out, and other times."""
    row = queries.day_for(_me(request), pk, at=request.at)
    if row.booking_id:
        raise NotFound("not_found", "")
    form = InsteadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        helper_id, starts_at = form.cleaned_data["slot"]
        wish = actions.choose_instead(
            row, helper=helper_with(helper_id), starts_at=starts_at, by=_me(request), at=request.at
        )  # fmt: skip
        return _see(f"{wish.case.path}visit/check/")
    values = pages.day_page(row, _me(request), at=request.at)
    return ui.render(request, "series/day.html", {**values, "form": form})
