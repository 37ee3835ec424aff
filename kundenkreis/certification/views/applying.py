"""Becoming a helper: one question a page, answers carried along in the address."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.certification import actions, queries
from kundenkreis.certification.forms import (
    AgeForm,
    AgreementForm,
    AreaForm,
    ServicesForm,
)
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers.queries import postal_code
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

START = "/helper-application/"


@public
@require_safe
def about(request: Request) -> HttpResponse:
    """What helping is, and the steps to it."""
    return ui.render(request, "certification/about.html", {"packages": queries.offered()})


@signed_in
@require_safe
def age(request: Request) -> HttpResponse:
    """Question 1 of 4."""
    form = AgeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        if form.cleaned_data["of_age"] == "no":
            return ui.render(request, "certification/too_young.html", {})
        return HttpResponseRedirect(f"{START}services/?of_age=yes")
    return ui.render(request, "certification/age.html", {"form": form})


@signed_in
@require_safe
def services(request: Request) -> HttpResponse:
    """Question 2 of 4."""
    asked = "sent" in request.GET
    form = ServicesForm(request.GET if asked else None, queries.offered())
    if asked and form.is_valid():
        return _on(request, "area/")
    return _page(request, "services", form)


@signed_in
@require_safe
def area(request: Request) -> HttpResponse:
    """Question 3 of 4."""
    asked = "postal_code" in request.GET
    form = AreaForm(request.GET if asked else None)
    if asked and form.is_valid():
        try:
            postal_code(form.cleaned_data["postal_code"], country=request.brand.country)
            return _on(request, "agreement/")
        except Refused as refused:
            form.add_error("postal_code", refused.sentence)
    return _page(request, "area", form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: Request) -> HttpResponse:
    """Question 4 of 4: check the answers, agree, send."""
    assert request.person
    picked = ServicesForm(request.GET, queries.offered())
    place = AreaForm(request.GET)
    age_form = AgeForm(request.GET)
    if not (picked.is_valid() and place.is_valid() and age_form.is_valid()):
        return HttpResponseRedirect(f"{START}age/")
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.become_helper(
                request.person, picked.chosen, **place.cleaned_data, languages=[request.LANGUAGE_CODE],
                professional=form.cleaned_data["professional"] == "yes",
                of_age=age_form.cleaned_data["of_age"] == "yes", agreed=form.cleaned_data["agreed"],
                by=request.person, at=request.at,
            )  # fmt: skip
            return see("/helper/certificates/")
        except Refused as refused:
            form.add_error(None, refused.sentence)
    values = {"picked": picked.chosen, "place": place.cleaned_data}
    return _page(request, "agreement", form, **values)


def _on(request: Request, there: str) -> HttpResponse:
    return HttpResponseRedirect(f"{START}{there}?{_answers(request).urlencode()}")


def _answers(request: Request) -> QueryDict:
    """What was answered on the pages before."""
    kept = request.GET.copy()
    kept.pop("sent", None)
    return kept


def _page(request: Request, name: str, form: Any, **more: Any) -> HttpResponse:
    carried = [
        (key, value)
        for key, values in _answers(request).lists()
        if key not in form.fields
        for value in values
    ]
    values = {"form": form, "carried": carried, "query": _answers(request).urlencode(), **more}  # fmt: skip
    return ui.render(request, f"certification/application_{name}.html", values)
