"""Who is free, by id and in numbers: for counting and for explaining, where nobody reads words (see `nearby.suggestions`)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kundenkreis.bonds.queries import kept_apart
from kundenkreis.brands.models import Brand, ServicePackage
from kundenkreis.core.geo import Point
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.matching import Ranked
from kundenkreis.people.models import Person


def in_each(
    windows: Iterable[tuple[datetime, datetime]],
    *,
    package: ServicePackage,
    point: Point,
    brand: Brand,
    but_not: Person | None,
    limit: int,
    at: datetime,
) -> Iterator[list[Ranked]]:
    """Who could start within each window, best first."""
    apart = kept_apart(but_not) if but_not else set()
    found = helpers.free_in(
        windows, package=package, point=point, brand=brand, limit=limit + len(apart), but_not=but_not, at=at
    )  # fmt: skip
    return ([one for one in free if one.helper_id not in apart][:limit] for free in found)


def then(
    starts_at: datetime,
    *,
    package: ServicePackage,
    point: Point,
    brand: Brand,
    but_not: Person,
    limit: int,
    at: datetime,
) -> list[Ranked]:
    """Who could start just then, best first, newcomers among them."""
    apart = kept_apart(but_not)
    found = helpers.ranked(
        package=package, point=point, brand=brand, from_=starts_at, until=starts_at.replace(microsecond=1),
        limit=limit + len(apart), but_not=but_not, at=at,
    )  # fmt: skip
    return [one for one in found if one.helper_id not in apart][:limit]
