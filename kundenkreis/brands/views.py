"""What a brand looks like, who it is, and what it promises."""

from django.http import HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis import ui
from kundenkreis.brands import app as apps
from kundenkreis.brands import worker
from kundenkreis.brands.look import css
from kundenkreis.brands.request import BrandRequest
from kundenkreis.core.refusal import NotFound
from kundenkreis.ui.context import look_version

YEAR = 365 * 24 * 60 * 60


def brand_css(request: BrandRequest) -> HttpResponse:
    """The brand's colours. Its address carries a hash of the look, so it may be kept for a year."""
    response = HttpResponse(css(request.brand.look), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    # One address, several brands by host.
    response["Vary"] = "Host"
    return response


def manifest(request: BrandRequest) -> HttpResponse:
    """The brand as an app. A helper's begins with her day."""
    start = "/helper/" if request.GET.get("start") == "helper" else "/"
    language = translation.get_language() or "de"
    said = apps.manifest(
        request.brand, language=language, start=start, version=look_version(request.brand)
    )
    return JsonResponse(said, content_type="application/manifest+json")


def icon(request: BrandRequest, name: str) -> HttpResponse:
    """An icon of the app, drawn from the brand's look."""
    if name not in apps.ICONS:
        raise NotFound("not_found", _("There is no such icon."))
    response = HttpResponse(apps.icon(request.brand, name), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["Vary"] = "Host"
    return response


def service_worker(request: BrandRequest) -> HttpResponse:
    """What works in the background of this brand's pages: the frame without network, push messages."""
    return HttpResponse(
        worker.script(request.brand, version=look_version(request.brand)),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


def offline(request: BrandRequest) -> HttpResponse:
    """What the app shows where no network is. Kept on the device, so it shows nobody's name."""
    return ui.render(request, "brands/offline.html")


def app(request: BrandRequest) -> HttpResponse:
    """How to put us on the home screen, in words and pictures."""
    return ui.render(request, "brands/app.html")


def imprint(request: BrandRequest) -> HttpResponse:
    """Who answers for these pages."""
    return ui.render(request, "brands/imprint.html")


def privacy(request: BrandRequest) -> HttpResponse:
    """What is stored, for how long, who sees it."""
    return ui.render(request, "brands/privacy.html")


def accessibility(request: BrandRequest) -> HttpResponse:
    """What everyone can expect of these pages, and whom to tell when it is not so."""
    return ui.render(request, "brands/accessibility.html")


# The doors of people stand above this room, so the policy is written by hand.
for view in (brand_css, manifest, icon, service_worker, offline, app, imprint, privacy, accessibility):  # fmt: skip
    setattr(view, "policy", "public")  # noqa: B010 - functions of several shapes
