"""Finding the brand that a request is for, and places by postal code."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand, PostalCode
from kundenkreis.core import scope
from kundenkreis.core.geo import Point, distance_m
from kundenkreis.core.refusal import Invalid
from kundenkreis.core.statements import asked

# How people write the country before the code.
_COUNTRIES = {
    "CH": "CH",
    "FL": "LI",
    "LI": "LI",
    "D": "DE",
    "DE": "DE",
    "A": "AT",
    "AT": "AT",
}
_CODE = re.compile(r"(?:\b(CH|FL|LI|DE|D|AT|A)\s*[-–. ]\s*)?\b(\d{4,5})\b", re.IGNORECASE)
# Liechtenstein's codes belong to the Swiss series.
_NEIGHBOUR = {"CH": "LI"}


def brand_for_host(host: str) -> Brand | None:
    """The brand that answers at this host name (without port), else the installation's default."""
    name = host.split(":", maxsplit=1)[0].lower()
    slug = settings.DEFAULT_BRAND
    return (slug and _at_or_named.first([name], slug)) or _at_or_oldest.first([name])


@asked
def _at_or_oldest(hosts: list[str]) -> QuerySet[Brand]:
    return Brand.objects.filter(closed_at__isnull=True).order_by(_others(hosts), "pk")[:1]


@asked
def _at_or_named(hosts: list[str], slug: str) -> QuerySet[Brand]:
    here = Q(hosts__contains=hosts) | Q(slug=slug)
    rows = Brand.objects.filter(here, closed_at__isnull=True)
    return rows.order_by(_others(hosts), "pk")[:1]


def _others(hosts: list[str]) -> Case:
    """Behind those that answer at one of these hosts."""
    return Case(When(hosts__contains=hosts, then=Value(0)), default=Value(1))


@asked
def _named(slug: str) -> QuerySet[Brand]:
    return Brand.objects.filter(slug=slug, closed_at__isnull=True)


def brand_here() -> Brand:
    """The brand we are inside; read once a request."""
    known = scope.known_row()
    return known if isinstance(known, Brand) else Brand.objects.get(pk=scope.brand_id())


def brand_named(slug: str) -> Brand | None:
    """The open brand with this short name."""
    return _named.first(slug)


def place(postal_code: str, country: str = "CH") -> PostalCode | None:
    """The place of a postal code as people write it: `8004`, `CH-8004`, `8004 Zürich`.

    `country` counts where none is written. None when there is no such code.
    """
    found = _CODE.search(postal_code[:200])
    if not found:
        return None
    country = _COUNTRIES.get((found[1] or "").upper(), country)
    rows = PostalCode.objects.filter(code=found[2])
    neighbour = _NEIGHBOUR.get(country, country)
    return rows.filter(country=country).first() or rows.filter(country=neighbour).first()


def place_or_refuse(
    postal_code: str, country: str = "CH", *, field: str = "postal_code"
) -> PostalCode:
    """The place of a postal code.

    :raises Invalid: `unknown_postal_code`.
    """
    found = place(postal_code, country)
    if found is None:
        sentence = _("We do not know this postal code. Please check it. Example: 8004")
        raise Invalid("unknown_postal_code", sentence, {field: sentence})
    return found


def places_around(points: Iterable[Point], *, margin: float = 0.15) -> list[dict[str, Any]]:
    """Names of places on the map that shows these points, nearest first: `lat`, `lng`, `name`."""
    points = list(points)
    if not points:
        return []
    lats, lngs = [p.lat for p in points], [p.lng for p in points]
    middle = Point(sum(lats) / len(lats), sum(lngs) / len(lngs))
    aside = 1.5 * margin
    found = _within(min(lats) - margin, max(lats) + margin, min(lngs) - aside, max(lngs) + aside)  # fmt: skip
    nearest = sorted(found, key=lambda row: distance_m(middle, Point(row[0], row[1])))
    return [{"lat": lat, "lng": lng, "name": name} for lat, lng, name in nearest]


@asked
def _within(south: float, north: float, west: float, east: float) -> QuerySet[PostalCode, tuple[float, float, str]]:  # fmt: skip
    rows = PostalCode.objects.filter(lat__gte=south, lat__lte=north, lng__gte=west, lng__lte=east)  # fmt: skip
    return rows.values_list("lat", "lng", "place")[:2000]
