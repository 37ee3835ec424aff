"""Doors to own rates: the helper's, and what the brand allows."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.core.refusal import Invalid
from kundenkreis.helpers import actions, rate_pages
from kundenkreis.helpers.doors import me
from kundenkreis.helpers.forms import RangeForm, RateForm, minor
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: Request) -> HttpResponse:
    """What she asks for an hour, and what her services cost then."""
    helper, person = me(request)
    now = rate_pages.written(rate_pages.rate_of(helper))
    form = RateForm(request.POST or None, initial={"rate": now})
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_rate(helper, rate=minor(form.cleaned_data["rate"]), by=person, at=request.at)  # fmt: skip
            return see("/helper/rate/")
        except Invalid as invalid:
            form.add_error("rate", invalid.sentence)
    values = {
        **rate_pages.page(helper, request.brand),
        "form": form,
        "own": now is not None,
    }
    return ui.render(request, "helpers/rate.html", values, status=422 if form.errors else 200)  # fmt: skip


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def own_rates(request: Request) -> HttpResponse:
    """Between which amounts helpers may ask; nothing typed: everyone works at the prices of the services."""
    brand, person = request.brand, request.person
    assert person is not None  # the door has let in a role
    now = {"least": rate_pages.written(brand.own_rate_least), "most": rate_pages.written(brand.own_rate_most)}  # fmt: skip
    form = RangeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        least, most = (minor(form.cleaned_data[name]) for name in ("least", "most"))
        try:
            actions.allow_rates(least=least, most=most, by=person, at=request.at)
            return see("/own-rates/")
        except Invalid as invalid:
            form.add_error("most", invalid.sentence)
    return ui.render(request, "helpers/own_rates.html", {"form": form}, status=422 if form.errors else 200)  # fmt: skip
