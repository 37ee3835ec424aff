"""What a helper truly earns an hour, the way included.

`(share - cost of the way) / (time at the visit + time on the way)`, over her signed-off visits of the last
90 days. Share: what the ledger put to her account for the visit and its extras, without tips. Time at
the visit: from its start to its completion as both saw it. The way: from home and back, between the
middles of the postal codes, by the matcher's `travel_time`; a kilometre costs what the brand's
country lets deduct for a car. So the figure is an estimate, said as "about"; tips are not counted in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum

from kundenkreis.core.geo import DETOUR, distance_m, travel_time
from kundenkreis.core.money import Money
from kundenkreis.helpers.models import Helper
from kundenkreis.ledger.models import Account, Entry, Journal
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import State

SINCE = timedelta(days=90)
# Minor units a kilometre: CH ESTV 2025 (70 Rappen), DE § 9 EStG (30 cents), AT Kilometergeld 2025 (50), else 50.
PER_KM = {"CH": 70, "LI": 70, "DE": 30, "AT": 50}
OTHERWISE = 50


@dataclass(frozen=True, slots=True)
class Hourly:
    """Minor units and time over `visits` visits; `rate` a full hour's net."""

    visits: int
    share: Money
    way_cost: Money
    at_visits: timedelta
    on_the_way: timedelta

    @property
    def rate(self) -> Money:
        """Rounded down: nobody is promised more than there was."""
        seconds = int((self.at_visits + self.on_the_way).total_seconds())
        net = self.share - self.way_cost
        return Money(net.amount * 3600 // seconds, net.currency)


def net_hourly(helper: Helper, person: Person, *, at: datetime) -> Hourly | None:
    """None before the first signed-off visit of the last 90 days; two statements."""
    # What she does for a firm is paid by the firm, in ways we do not know.
    own = Booking.objects.of_helper(helper).filter(firm__isnull=True)
    rows = own.select_related("visit", "request", "brand")
    done = rows.filter(
        state=State.CLOSED, visit__started_at__isnull=False, visit__completed_at__gte=at - SINCE
    )  # fmt: skip
    visits = [row for row in done if worked_on(row)]
    if not visits:
        return None
    currency = visits[0].currency
    share = _shares(person, visits, currency)
    cost, on_the_way = 0, timedelta()
    for row in visits:
        there = row.request.point
        metres = distance_m(helper.point, there) if there else 0
        cost += round(2 * metres * DETOUR / 1000 * PER_KM.get(row.brand.country, OTHERWISE))
        on_the_way += 2 * travel_time(metres) if metres else timedelta()
    worked = sum((worked_on(row) for row in visits), timedelta())
    return Hourly(len(visits), Money(share, currency), Money(cost, currency), worked, on_the_way)  # fmt: skip


def worked_on(booking: Booking) -> timedelta:
    """From the start to the completion of the visit; nothing where one of them is missing."""
    started, completed = booking.visit.started_at, booking.visit.completed_at
    return completed - started if started and completed else timedelta()


def _shares(person: Person, visits: Sequence[Booking], currency: str) -> int:
    """What the ledger says of these visits and their extras, tips aside, less what was taken back."""
    mine = Entry.objects.filter(
        account__owner=person, account__kind=Account.Kind.PAYABLE, currency=currency
    ).exclude(journal__kind__in=(Journal.Kind.PAYOUT, Journal.Kind.RETURN))
    rows = mine.exclude(journal__subject__endswith=":tip").values("journal__subject").annotate(sum=Sum("amount"))  # fmt: skip
    subjects = {row.subject for row in visits}
    return sum(row["sum"] for row in rows if _root(row["journal__subject"]) in subjects)


def _root(subject: str) -> str:
    return ":".join(subject.split(":")[:2])


def tips(person: Person, *, since: datetime | None = None) -> list[Money]:
    """Tips received, one sum a currency; less what an objection took back."""
    rows = Entry.objects.filter(
        account__owner=person, account__kind=Account.Kind.PAYABLE, journal__subject__endswith=":tip"
    )  # fmt: skip
    if since:
        rows = rows.filter(journal__at__gte=since)
    sums = rows.values("currency").annotate(sum=Sum("amount")).order_by("currency")
    return [Money(row["sum"], row["currency"]) for row in sums if row["sum"]]
