"""The plug into the Stage socket: what a neighbour can do for a case."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.queries import track_record
from kundenkreis.cases.socket import Panel, Proposal, Stage
from kundenkreis.core.geo import Point
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers import queries as helpers
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import actions, nearby, pages, queries, searching
from kundenkreis.stages.marketplace.pages.searches import search_page


class MarketplaceStage(Stage):
    """A checked neighbour comes to the door, at a fixed price."""

    name = "marketplace"

    def propose(self, case: Case, *, at: datetime) -> Sequence[Proposal]:
        """One offer: the nearest good helper's next free time, or what is needed to find one."""
        fitting = queries.fitting(case)
        if not fitting or searching.path_of_what_goes_on(case):
            return []
        solved, tried = track_record(self.name, case)
        point = _point(case)
        if point is None:
            return [_anywhere(case, min(fitting, key=lambda row: row.price), solved, tried)]
        offer = _nearby(case, fitting[0], point, solved, tried, at=at)
        return [offer] if offer else []

    def begin(self, case: Case, *, by: Person, at: datetime) -> Attempt:
        """The wish for a visit; its customer then chooses who and when."""
        request = actions.ask(case, by=by, at=at)
        return cases.begin(
            case, stage=self.name, subject=f"request:{request.pk}", by=by, at=at
        )

    def panel(self, attempt: Attempt, *, person: Person, at: datetime) -> Panel | None:
        """The booking's state and next step; for an unfinished wish the way on."""
        kind, _colon, pk = attempt.subject.partition(":")
        if kind == "request":
            if attempt.state != Attempt.State.OPEN:
                return None
            if found := searching.under_way(attempt.case):
                return Panel(template="marketplace/panel_search.html", values=search_page(found, person, at=at))  # fmt: skip
            path = f"/cases/{attempt.case_id}/visit/"
            return Panel(template="marketplace/panel_request.html", values={"path": path})
        booking = queries.booking_with(UUID(pk))
        if not booking:
            return None
        values = pages.booking_page(booking, person, at=at)
        return Panel(template="marketplace/panel.html", values=values)


def _point(case: Case) -> Point | None:
    """Where the case is, if its postal code is known."""
    if not case.postal_code:
        return None
    try:
        place = helpers.postal_code(case.postal_code, country=case.brand.country)
    except Refused:
        return None
    return Point(place.lat, place.lng)


def _anywhere(case: Case, package: ServicePackage, solved: int, tried: int) -> Proposal:
    return Proposal(
        stage=MarketplaceStage.name,
        title=_("A checked neighbour comes to you: {package}").format(package=package)
        if case.topic
        else _("A checked neighbour comes to you"),
        price=package.money,
        price_from=True,
        ready_in_minutes=None,
        wait=_("as soon as we know your postal code"),
        solved=solved,
        tried=tried,
        reasons=[
            _("Tell us your postal code and we show who can come, and when"),
            _("Fixed price, paid only when you sign off"),
        ],
        href=f"/cases/{case.pk}/visit/",
        action=_("Give postal code"),
    )


def _nearby(
    case: Case,
    package: ServicePackage,
    point: Point,
    solved: int,
    tried: int,
    *,
    at: datetime,
) -> Proposal | None:
    found = nearby.suggestions(
        package=package,
        point=point,
        brand=package.brand,
        but_not=case.customer,
        limit=3,
        at=at,
    )
    if not found:
        return None
    soonest = min(found, key=lambda match: match.starts[0])
    return Proposal(
        stage=MarketplaceStage.name,
        title=_("{name} comes to you: {package}").format(
            name=soonest.helper, package=package
        ),
        price=soonest.price,
        ready_in_minutes=max(0, int((soonest.starts[0] - at).total_seconds() // 60)),
        solved=solved,
        tried=tried,
        reasons=[
            *soonest.reasons[:2],
            *(helpers.check_sentence(check) for check in soonest.checks[:1]),
        ],
        href=f"/cases/{case.pk}/visit/",
        action=_("Choose helper and time"),
    )
