"""Every request happens inside one brand: by host, then `X-Brand` (API only), then the default."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone

from kundenkreis.brands import queries
from kundenkreis.brands.request import BrandRequest
from kundenkreis.core import scope
from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import NotFound

# Machines ask here; they belong to no brand.
WITHOUT_BRAND = ("/healthz", "/readyz", "/metrics", "/static/")


def inside_brand(
    get_response: Callable[[BrandRequest], HttpResponse],
) -> Callable[[BrandRequest], HttpResponse]:
    """Adds `request.brand` and keeps all queries of the request inside it, all clocks in its zone."""

    def middleware(request: BrandRequest) -> HttpResponse:
        if request.path.startswith(WITHOUT_BRAND):
            return get_response(request)
        named = (
            request.headers.get("X-Brand", "") if request.path.startswith("/api/") else ""
        )
        brand = (
            queries.brand_named(named)
            if named
            else queries.brand_for_host(request.get_host())
        )
        if brand is None:
            return problem(
                NotFound("unknown_brand", "There is no such brand on this installation.")
            )
        request.brand = brand
        with scope.inside(brand.pk, brand), timezone.override(brand.zone):
            return get_response(request)

    return middleware
