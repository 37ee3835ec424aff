"""Doors: my notices, how they reach me, and the short address of an SMS."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound
from kundenkreis.notifications import (
    actions,
    queries,
    registry,
    sentences,
    short_links,
    subscriptions,
)
from kundenkreis.notifications.forms import ReachForm
from kundenkreis.notifications.transports.push import keys
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

A_PAGE = 20
# A cookie, because it is said of this device: «not now», for half a year.
DEFERRED, HALF_A_YEAR = "push_offer", 182 * 24 * 3600


@signed_in
@require_safe
def notices(request: Request) -> HttpResponse:
    """What happened for me, newest first."""
    assert isinstance(request.user, Person)
    page = Paginator(queries.notices_of(request.user), A_PAGE).get_page(
        request.GET.get("page")
    )
    return ui.render(
        request,
        "notifications/notices.html",
        {
            "page": page,
            "unread": queries.unread_count(request.user),
            "write": sentences.write,
        },
    )


@signed_in
@require_POST
def reading(request: Request) -> HttpResponse:
    """I have read this notice (then on to what it is about), or all of them."""
    assert isinstance(request.user, Person)
    notice, then = None, "/notices/"
    if wanted := request.POST.get("notice", ""):
        notice = queries.notice_of(request.user, wanted)
        if notice is None:
            raise NotFound("not_found", "")
        then = notice.path
    actions.mark_read(notice, by=request.user, at=request.at)
    return see(then)


@public
@require_safe
def short_link(request: Request, code: str) -> HttpResponse:
    """Where the SMS leads: to the page its mail leads to, with the same key for a guest."""
    notice = short_links.notice_behind(code, at=request.at)
    if notice is None:
        return ui.render(request, "notifications/expired_link.html", status=404)
    path = registry.personal_path(notice.person, notice.path)
    return see(path)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def channels(request: Request) -> HttpResponse:
    """How we reach you: by mail, SMS, push; and whether at night."""
    assert isinstance(request.user, Person)
    person, reach = request.user, queries.reach_of(request.user)
    form = ReachForm(request.POST or None, initial=ReachForm.said(reach))
    if request.method == "POST" and form.is_valid():
        actions.choose_reach(person, **form.chosen(), by=person, at=request.at)
        return see("/account/channels/?saved=1")
    values = {
        "form": form,
        "saved": "saved" in request.GET,
        "device_added": "device" in request.GET,
        "devices": queries.devices_of(person),
        "key": keys.public(),
        "addresses": {plug.name: plug.address_of(person) for plug in registry.TRANSPORTS},
    }
    return ui.render(request, "notifications/channels.html", values)


@signed_in
@require_POST
def devices(request: Request) -> HttpResponse:
    """Push messages to this device. The browser gave address and keys when its button was pressed."""
    assert isinstance(request.user, Person)
    given = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    device = subscriptions.device_name(request.headers.get("User-Agent", ""))
    actions.subscribe(request.user, **given, device=device, by=request.user, at=request.at)
    return see("/account/channels/?device=1")


@signed_in
@require_POST
def deferral(request: Request) -> HttpResponse:
    """Not now: this device is not offered push messages for half a year. Under «How we reach you» they stay."""
    then = "/helper/" if request.POST.get("then") == "/helper/" else "/account/channels/"
    response = see(then)
    response.set_cookie(
        DEFERRED, "later", max_age=HALF_A_YEAR, samesite="Lax", httponly=True
    )
    return response


@signed_in
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """No push messages to this device any more."""
    assert isinstance(request.user, Person)
    device = queries.device_of(request.user, pk)
    actions.unsubscribe(device, by=request.user, at=request.at)
    return see("/account/channels/")


@public
@csrf_exempt
@require_POST
def receipt(request: Request, pk: UUID) -> HttpResponse:
    """A device has shown a push message. Its number came encrypted to this device alone."""
    actions.note_taken(pk, at=request.at)
    return HttpResponse(status=204)
