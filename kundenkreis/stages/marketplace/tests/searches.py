"""A search for whoever can come first, for tests: helpers around Vreni, and her order."""

from datetime import datetime, time, timedelta
from typing import Any

from kundenkreis.core.refusal import Refused
from kundenkreis.helpers.models import Helper
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Dispatch, Offer
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of, wifi
from tests.cast import make_person

EVERY_DAY = [(day, time(6), time(22)) for day in range(7)]


def helpers_around(count: int, at: datetime) -> list[Helper]:
    """So many checked helpers in Vreni's street, free every day from 6 to 22."""
    return [
        neighbour(make_person(f"Nachbar{n}", at, "member"), wifi(), at=at, week=EVERY_DAY)
        for n in range(count)
    ]


def tomorrow(at: datetime) -> list[tuple[datetime, datetime]]:
    """From eight to twelve, tomorrow."""
    day = (at + timedelta(days=1)).date()
    return [tuple(datetime.combine(day, time(hour), at.tzinfo) for hour in (8, 12))]  # type: ignore[list-item]


def searched(customer: Person, at: datetime, **more: Any) -> Dispatch:
    """The customer orders whoever can come first tomorrow morning."""
    values = {
        "package": wifi(), "windows": tomorrow(at), "postal_code": "8004", "address": ADDRESS,
        "by": customer, **more,
    }  # fmt: skip
    return actions.search(case_of(customer, at), at=at, **values)


def asked(dispatch: Dispatch) -> list[Offer]:
    """The questions that wait for an answer, in the order of the line."""
    rows = Offer.objects.filter(wave__dispatch=dispatch, answer="")
    return list(rows.select_related("helper__person").order_by("wave__number", "id"))


def everyone_declines(dispatch: Dispatch, at: datetime) -> int:
    """All who are asked say no until nobody is; how many were asked."""
    count = 0
    while offers := asked(dispatch):
        for offer in offers:
            actions.pass_by(offer, reason="Keine Zeit", by=offer.helper.person, at=at)
        count += len(offers)
    return count


def reason_of(act: Any) -> str:
    """The reason with which it is refused; empty when it is not."""
    try:
        act()
    except Refused as refused:
        return refused.reason
    return ""
