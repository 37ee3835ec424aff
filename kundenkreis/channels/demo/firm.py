"""A firm with a dispatcher and two technicians: one request waits, two visits are agreed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kundenkreis.brands.models import ServicePackage
from kundenkreis.channels.demo import visits
from kundenkreis.channels.demo.moments import free
from kundenkreis.core.geo import Point
from kundenkreis.firms import actions as firms
from kundenkreis.firms.models import Firm
from kundenkreis.helpers.models import Helper, HelperPackage
from kundenkreis.payouts import actions as payouts
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import actions, nearby

NAME = "Blitz Technik GmbH"
# What its two technicians do together.
FOR_TWO = "tv-wall"


def found(
    nadja: Person, manager: Person, technicians: Sequence[Helper], at: datetime
) -> Firm:
    """Mira let the firm in two months ago; both technicians said yes."""
    since = at - timedelta(days=60)
    firm = firms.found(NAME, email=nadja.email or "", by=manager, at=since)
    payouts.set_account(firm.person, holder=NAME, iban="CH9300762011623852957", by=nadja, at=since)  # fmt: skip
    for helper in technicians:
        asked = firms.invite(firm, email=helper.person.email or "", by=nadja, at=since)
        firms.answer(asked, accepts=True, by=helper.person, at=since + timedelta(hours=2))
    package = ServicePackage.objects.get(slug=FOR_TWO)
    HelperPackage.objects.bulk_create(
        HelperPackage(helper=helper, package=package, since=since) for helper in technicians
    )
    return firm


def fill(
    firm: Firm,
    nadja: Person,
    technicians: Sequence[Helper],
    customers: Sequence[Person],
    at: datetime,
) -> None:
    """Two visits of the next days are assigned, one waits for Nadja's word; one they do together."""
    package = ServicePackage.objects.get(slug="wifi")
    for number, helper in enumerate((*technicians, technicians[0])):
        starts_at = free(helper, package, at + timedelta(days=1 + number), at)
        booking = visits.order(
            customers[number], helper, package, starts_at, at - timedelta(hours=1), number=80 + number, firm=firm
        )  # fmt: skip
        if number < len(technicians):
            actions.assign(booking, helper, by=nadja, at=at - timedelta(minutes=30))
    _together(firm, nadja, technicians, customers[len(technicians) + 1], at)


def _together(
    firm: Firm, nadja: Person, technicians: Sequence[Helper], customer: Person, at: datetime
) -> None:
    """A television is hung by both of them."""
    package, first = ServicePackage.objects.get(slug=FOR_TWO), technicians[0]
    [match, *_more] = nearby.suggestions(
        package=package, point=Point(first.lat, first.lng), brand=firm.brand, but_not=customer,
        from_=at + timedelta(days=4), until=at + timedelta(days=11), at=at,
    )  # fmt: skip
    booking = visits.order(
        customer, match.helper, package, match.starts[0], at - timedelta(hours=1), number=84, firm=firm,
        postal_code=first.postal_code,
    )  # fmt: skip
    actions.assign(booking, booking.helper, by=nadja, at=at - timedelta(minutes=30))
