"""Reads around firms: who of them could come, what waits for a dispatcher, which technician fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.bonds.queries import kept_apart
from kundenkreis.core.geo import distance_m
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.firms import queries as firms
from kundenkreis.firms.models import Firm
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import nearby, pairs, queries, terms, who_is_free
from kundenkreis.stages.marketplace.models import Booking, Companion, Request
from kundenkreis.stages.marketplace.transitions import State

# Looked at for firms near a customer; so many times are shown of each, so many days on the firm's page.
POOL, TIMES = 40, 5
AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmOffer:
    """A firm near the customer, and when one of its technicians could come for the package's own price."""

    firm: Firm
    technicians: int
    starts: tuple[datetime, ...]


def offers(wish: Request, *, at: datetime) -> list[FirmOffer]:
    """Firms whose technicians are among the best near the customer, the nearest first."""
    if not firms.any_here() or wish.package is None or wish.point is None:
        return []
    soonest = at + terms.NOTICE
    if wish.package.persons == pairs.TWO:
        free: Sequence[Any] = nearby.suggestions(
            package=wish.package, point=wish.point, brand=wish.brand, but_not=wish.case.customer, limit=POOL, at=at
        )  # fmt: skip
        works = firms.firms_of([one.helper.pk for one in free], at=at)
        return _by_firm([(works[one.helper.pk], one) for one in free])
    [free] = who_is_free.in_each(
        [(soonest, soonest + nearby.AHEAD)], package=wish.package, point=wish.point, brand=wish.brand,
        but_not=wish.case.customer, limit=POOL, at=at,
    )  # fmt: skip
    works = firms.firms_of([one.helper_id for one in free], at=at)
    return _by_firm([(firm, one) for one in free if (firm := works.get(one.helper_id))])


def _by_firm(pairs_: Sequence[tuple[Firm, Any]]) -> list[FirmOffer]:
    found: dict[UUID, list[Any]] = {}
    for firm, one in pairs_:
        found.setdefault(firm.pk, []).append((firm, one))
    return [
        FirmOffer(
            firm=rows[0][0], technicians=len(rows),
            starts=tuple(sorted({start for _firm, one in rows for start in one.starts})[:TIMES]),
        )
        for rows in found.values()
    ]  # fmt: skip


def chosen(
    wish: Request, kind: str, pk: UUID, starts_at: datetime, *, at: datetime
) -> dict[str, Any]:
    """What was ticked, as `actions.choose` takes it; of a firm, who is free then. Empty: it has gone."""
    if kind == "helper":
        helper = Helper.objects.filter(pk=pk).first()
        return {"helper": helper, "starts_at": starts_at} if helper else {}
    if wish.package is None or wish.point is None:
        return {}
    matches = nearby.suggestions(
        package=wish.package, point=wish.point, brand=wish.brand, but_not=wish.case.customer, limit=POOL,
        from_=starts_at, until=starts_at.replace(microsecond=1), at=at,
    )  # fmt: skip
    works = firms.firms_of([match.helper.pk for match in matches], at=at)
    for match in matches:
        firm = works.get(match.helper.pk)
        if firm and firm.pk == pk:
            return {"helper": match.helper, "firm": firm, "starts_at": starts_at}
    return {}


def waiting_for_firm(firm: Firm) -> list[Booking]:
    """Visits for which the firm has not said yet who comes, the most urgent first."""
    rows = Booking.objects.filter(firm=firm, state=State.HELD, pay_by__isnull=True)
    return list(rows.with_names().order_by("accept_by"))


def visit_of(firm: Firm, pk: UUID, *, by: Person, at: datetime) -> Booking:
    """A visit of this firm.

    :raises NotFound: of another firm, or of none.
    """
    booking = queries.booking_for(by, pk, at=at)
    if booking.firm_id != firm.pk:
        raise NotFound("not_found", _("There is no such visit."))
    return booking


def agreed_of_firm(firm: Firm, *, at: datetime) -> list[Booking]:
    """The firm's agreed visits of the next two weeks, soonest first."""
    rows = Booking.objects.live().with_names().filter(firm=firm).exclude(state=State.HELD)
    return list(rows.filter(during__startswith__lt=at + AHEAD).soonest_first())


def who_goes_along(rows: Sequence[Booking]) -> dict[UUID, Person]:
    """The second technician of each of these visits that two do, in one statement; none, where none does."""
    two = [row.pk for row in rows if row.persons == pairs.TWO]
    if not two:
        return {}
    found = Companion.objects.filter(booking__in=two).select_related("helper__person")
    return {row.booking_id: row.helper.person for row in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A technician of the firm, and why she cannot go; empty: she can."""

    helper: Helper
    obstacle: str


def candidates(booking: Booking, *, by: Person, at: datetime) -> Sequence[Candidate]:
    """Everyone of the firm; asked one by one, because each no has its own sentence. A firm is small."""
    assert booking.firm is not None, "asked of a firm's visits only"
    return [
        Candidate(helper=helper, obstacle=_obstacle(booking, helper, by=by, at=at))
        for helper in firms.technicians(booking.firm, at=at)
    ]


def _obstacle(booking: Booking, helper: Helper, *, by: Person, at: datetime) -> str:
    along = booking.companion.helper_id if booking.persons == pairs.TWO else None
    if helper.pk in (booking.helper_id, along):
        return ""
    try:
        may_be_sent(booking.request, helper)
        helpers.check_free(
            helper, booking.package, starts_at=booking.starts_at, by=by, at=at
        )
    except Refused as refused:
        words = {
            "slot_taken": _("{name} has another visit at that time."),
            "not_available": _("{name} has no time then."),
            "not_offered": _("{name} does not take this visit at the moment."),
            "not_verified": _("The checks of {name} do not cover that day."),
            "outside_area": _("{name} does not go to this place."),
        }
        said = words.get(refused.reason, refused.sentence)
        return said.format(name=helper.person.shown_name)
    return ""


def may_be_sent(request: Request, helper: Helper) -> None:
    """Whether this helper may be sent to this customer at all: area, and nobody kept apart.

    :raises Refused: `own_visit`, `not_offered`, `outside_area`.
    """
    if helper.person_id == request.case.customer_id:
        raise own_visit()
    if helper.pk in kept_apart(request.case.customer_id):
        # The same sentence as for anybody who is not free: nobody learns who wished it.
        raise Refused(
            "not_offered",
            _("This helper does not offer this visit now. Please choose someone else."),
        )
    place = request.point
    if place is None or distance_m(place, helper.point) > helper.radius_km * 1000:
        raise Refused(
            "outside_area",
            _("This helper does not come to your area. Please choose someone else."),
        )


def own_visit() -> Refused:
    """Nobody visits herself."""
    return Refused("own_visit", _("You cannot book yourself. Please choose someone else."))
