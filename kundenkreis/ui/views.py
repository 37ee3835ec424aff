"""Choices that belong to nobody: language and appearance, kept in a cookie of this device."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kundenkreis.ui.context import NAMES, THEMES
from kundenkreis.ui.going import see
from kundenkreis.ui.rendering import render
from kundenkreis.ui.samples import samples

YEAR = 365 * 24 * 60 * 60


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the choice was made on, never to another site."""
    then = request.POST.get("then", "/")
    safe = then.startswith("/") and url_has_allowed_host_and_scheme(
        then, allowed_hosts=None
    )
    return see(then if safe else "/")


def _remember(request: HttpRequest, name: str, choices: tuple[str, ...]) -> HttpResponse:
    response = _back(request)
    chosen = request.POST.get(name, "")
    if chosen in choices:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", secure=secure)
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language of pages on this device."""
    return _remember(request, settings.LANGUAGE_COOKIE_NAME, tuple(NAMES))


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says."""
    return _remember(request, "theme", THEMES)


def style(request: HttpRequest) -> HttpResponse:
    """Every component at a glance; only where the platform is shown or built."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "ui/style.html", samples())


# The doors of people stand above this room, so the policy is written by hand.
for view in (language, theme, style):
    view.policy = "public"  # type: ignore[attr-defined]
