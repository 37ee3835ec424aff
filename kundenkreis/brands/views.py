"""What a brand looks like, as a style sheet."""

from django.http import HttpResponse

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


# The doors of people stand above this room, so the policy is written by hand.
brand_css.policy = "public"  # type: ignore[attr-defined]
