"""Who could come to a place, and when: the matcher's answers without who is kept apart from the customer."""

from datetime import datetime, timedelta
from typing import Any

from kundenkreis.bonds.queries import kept_apart
from kundenkreis.brands.models import Brand, ServicePackage
from kundenkreis.core.geo import Point
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import pairs, terms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.pairs import TWO

# How far ahead suggestions look.
AHEAD = timedelta(days=14)
A_MOMENT = timedelta(microseconds=1)


def suggestions(
    *,
    package: ServicePackage,
    point: Point,
    brand: Brand,
    but_not: Person | None,
    language: str = "",
    limit: int = 3,
    from_: datetime | None = None,
    until: datetime | None = None,
    only: Helper | None = None,
    at: datetime,
) -> list[Match]:
    """Who could come, best first, from in an hour to in two weeks.

    Who is kept apart from `but_not`, the customer, is left out.
    """
    if package.persons == TWO:
        return _two_of_a_firm(package=package, point=point, brand=brand, but_not=but_not, language=language, limit=limit, from_=from_, until=until, only=only, at=at)  # fmt: skip
    return _single(package=package, point=point, brand=brand, but_not=but_not, language=language, limit=limit, from_=from_, until=until, only=only, at=at)  # fmt: skip


def _two_of_a_firm(
    *, from_: datetime | None, until: datetime | None, limit: int, only: Helper | None, at: datetime, **asked: Any
) -> list[Match]:  # fmt: skip
    """The same, only where a second technician of the firm is free too."""

    def free_at(start: datetime) -> list[Match]:
        return _single(**asked, from_=start, until=start + A_MOMENT, limit=pairs.POOL, only=None, at=at)  # fmt: skip

    found = _single(**asked, from_=from_, until=until, limit=pairs.POOL, only=only, at=at)
    return pairs.in_twos(found, free_at, at=at)[:limit]


def _single(
    *, package: ServicePackage, point: Point, brand: Brand, but_not: Person | None, language: str, limit: int,
    from_: datetime | None, until: datetime | None, only: Helper | None, at: datetime,
) -> list[Match]:  # fmt: skip
    apart = kept_apart(but_not) if but_not else set()
    start = min(max(from_ or at, at + terms.NOTICE), at + terms.AHEAD)
    until = until and min(until, at + terms.AHEAD)
    found = helpers.best_slots(
        package=package,
        point=point,
        brand=brand,
        from_=start,
        until=until or start + AHEAD,
        language=language,
        limit=limit + len(apart),
        only=only,
        but_not=but_not,
        at=at,
    )
    return [match for match in found if match.helper.pk not in apart][:limit]


def other_times(booking: Booking, *, at: datetime) -> list[Match]:
    """When the same helper could come instead."""
    point = booking.request.point
    if point is None:
        return []
    return suggestions(
        package=booking.package,
        point=point,
        brand=booking.brand,
        but_not=booking.customer,
        only=booking.helper,
        at=at,
    )
