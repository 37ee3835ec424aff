"""What a brand looks like, who it is, and what it promises."""

from django.http import HttpResponse

from kundenkreis import ui
from kundenkreis.brands.look import css
from kundenkreis.brands.request import BrandRequest

YEAR = 365 * 24 * 60 * 60


def brand_css(request: BrandRequest) -> HttpResponse:
    """The brand's colours. Its address carries a hash of the look, so it may be kept for a year."""
    response = HttpResponse(css(request.brand.look), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    # One address, several brands by host.
    response["Vary"] = "Host"
    return response


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
for view in (brand_css, imprint, privacy, accessibility):
    view.policy = "public"  # type: ignore[attr-defined]
