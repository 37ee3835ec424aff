"""Doors: signing in and out, my account, my data."""

from django.contrib.auth import login, logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.people import actions, queries, socket
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.forms import AddressForm, CodeForm, ProfileForm
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


def _own_path(path: str) -> str:
    """A path on our own site, or the start page."""
    return (
        path if path and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"
    )


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """First question: which address?"""
    form = AddressForm(request.POST or None, initial={"then": request.GET.get("then", "")})
    if request.method == "POST" and form.is_valid():
        email, then = form.cleaned_data["email"], form.cleaned_data["then"]
        try:
            actions.ask_for_code(
                email=email,
                language=request.LANGUAGE_CODE or "de",
                then=then,
                by=None,
                at=request.at,
            )
        except Refused as refused:
            form.add_error("email", refused.sentence)
        else:
            request.session["sign_in_address"] = email.strip().lower()
            return redirect("/sign-in/code/", permanent=False)
    ways = [way for offer in socket.WAYS_IN for way in offer()]
    return ui.render(request, "people/sign_in.html", {"form": form, "ways": ways})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponse:
    """Second question: which digits did the mail show?"""
    email = request.POST.get("email") or request.session.get("sign_in_address", "")
    if not email:
        return redirect("/sign-in/")
    form = CodeForm(request.POST or None, initial={"email": email})
    if request.method == "POST" and form.is_valid():
        try:
            person, row = actions.sign_in_with_code(
                email=email, code=form.cleaned_data["code"], by=None, at=request.at
            )
        except Refused as refused:
            form.add_error("code", refused.sentence)
        else:
            return _welcome(request, person, row.then)
    return ui.render(request, "people/code.html", {"form": form, "email": email})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request, token: str) -> HttpResponse:
    """The link of the mail. Opening it asks once more: mail programs open links by themselves."""
    if request.method != "POST":
        return ui.render(request, "people/link.html", {"token": token})
    person, row = actions.sign_in_with_link(token=token, by=None, at=request.at)
    return _welcome(request, person, row.then)


def _welcome(request: Request, person: Person, then: str) -> HttpResponse:
    login(request, person, backend="kundenkreis.people.backend.ByCode")
    response = see(_own_path(then))
    response.set_cookie(
        "language", person.language, max_age=365 * 24 * 3600, samesite="Lax"
    )
    return response


@public
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Goodbye; the keys of cases on this device go too."""
    logout(request)
    response = see("/")
    response.delete_cookie("case_keys")
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """What we know of you, and what you may do with it."""
    person = request.user
    assert isinstance(person, Person)
    initial = {"name": person.name, "nickname": person.nickname, "phone": person.phone}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.introduce(person, **form.cleaned_data, by=person, at=request.at)
        return redirect("/account/?saved=1")
    values = {
        "form": form,
        "roles_held": queries.roles_of(person, at=request.at),
        "saved": "saved" in request.GET,
    }
    return ui.render(request, "people/account.html", values)


@signed_in
@require_safe
def export(request: Request) -> HttpResponse:
    """Everything stored about me, as one JSON file (GDPR 20, nDSG 28)."""
    assert isinstance(request.user, Person)
    response = JsonResponse(
        actions.export(request.user, by=request.user, at=request.at),
        json_dumps_params={"indent": 2},
    )
    response["Content-Disposition"] = 'attachment; filename="kundenkreis.json"'
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: Request) -> HttpResponse:
    """Be forgotten: says what goes and what a law keeps, then does it."""
    assert isinstance(request.user, Person)
    person = request.user
    if request.method == "POST":
        actions.erase(person, by=person, at=request.at)
        logout(request)
        return ui.render(request, "people/erased.html")
    # Several rooms may keep for the same reason: it is said once.
    kept = dict.fromkeys(plug.keep_until(person) for plug in socket.PLUGS)
    lost = filter(None, (plug.worth(person) for plug in socket.PLUGS))
    values = {"kept": [keep for keep in kept if keep], "lost": list(lost)}
    return ui.render(request, "people/erasure.html", values)
