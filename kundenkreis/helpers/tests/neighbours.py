"""Helpers for tests: enrolled, checked, open on weekdays, doing a package."""

from datetime import datetime, time, timedelta

from kundenkreis.brands.models import ServicePackage
from kundenkreis.helpers import actions
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from tests.cast import make_person

WEEKDAYS = [(day, time(8), time(18)) for day in range(5)]


def neighbour(
    person: Person,
    package: ServicePackage,
    *,
    at: datetime,
    postal_code: str = "8004",
    radius_km: int = 10,
    verified: bool = True,
    week: list[tuple[int, time, time]] | None = None,
    price: int | None = None,
    languages: tuple[str, ...] = ("de",),
) -> Helper:
    """The person helps at this place, weekdays from 8 to 18, identity checked for a year."""
    before = at - timedelta(days=30)
    member = actions.enrol(
        person,
        postal_code=postal_code,
        radius_km=radius_km,
        languages=languages,
        by=None,
        at=before,
    )
    helper = member.helper
    actions.offer_package(helper, package, price=price, by=None, at=before)
    if verified:
        actions.verify(
            helper,
            "identity",
            since=before,
            until=at + timedelta(days=335),
            by=None,
            at=before,
        )
    return actions.change_plan(
        helper, week=WEEKDAYS if week is None else week, by=None, at=at
    )


def someone(number: int, at: datetime) -> Person:
    """One more member of the brand."""
    return make_person(f"Nachbar{number}", at, "member")
