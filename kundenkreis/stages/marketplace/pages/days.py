"""What a helper's own pages show: her day in order, and what she earned."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.helpers.models import Helper, HelperBrand
from kundenkreis.helpers.queries import kept_times
from kundenkreis.ledger import queries as ledger
from kundenkreis.notifications import live
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import beside, day_plan, hourly, queries, searching
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import State

# Visits on the page of earnings.
NEWEST = 20


def helper_day(helper: Helper, person: Person, *, at: datetime) -> dict[str, Any]:
    """Requests waiting, today, and what comes after."""
    agreed = queries.agreed_with(helper)
    today = at.astimezone(helper.zone).date()
    dated = [(row, row.starts_at.astimezone(helper.zone).date()) for row in agreed]
    stops = [row for row, day in dated if day <= today]
    pairs = zip(stops, day_plan.ways(helper, stops), strict=True)
    lines = [booking_line(row, person, at=at) | {"way": way} for row, way in pairs]
    return {
        "helper": helper,
        "waiting": [*queries.waiting_for(helper), *searching.asked_in_waves(helper, at=at)],
        "today": lines,
        # Which of them has the next step; its button lies under the thumb.
        "next": next((place for place, line in enumerate(lines) if line["noun"]), None),
        "map": day_plan.day_map(stops),
        "kept": kept_times(helper, at=at),
        "beside": beside.on_day(helper, person, at=at),
        "later": [row for row, day in dated if day > today],
        "member": HelperBrand.objects.filter(helper=helper).first(),
        "live": live.token([f"person:{person.pk}"]),
    }


def booking_line(booking: Booking, person: Person, *, at: datetime) -> dict[str, Any]:
    """A visit of today: where, whom, and the one next step."""
    steps = {
        State.CONFIRMED: ("departure", _("I am on the way")),
        State.ON_THE_WAY: ("start", _("I am at the door")),
        State.IN_PROGRESS: ("completion", _("I am done")),
    }
    # Who goes along takes no steps.
    goes_first = booking.helper.person_id == person.pk
    noun, text = steps.get(State(booking.state), ("", "")) if goes_first else ("", "")
    return {
        "booking": booking,
        "address": queries.address_for(person, booking, at=at),
        "noun": noun,
        "text": text,
    }


def earnings(helper: Helper, person: Person, *, at: datetime) -> dict[str, Any]:
    """What was earned this month and all in all, what is due, and for which visits."""
    first = at.astimezone(helper.zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)  # fmt: skip
    done = Booking.objects.of_helper(helper).with_names().filter(state=State.CLOSED)
    return {
        "month": ledger.earnings(person, since=first),
        "all": ledger.earnings(person),
        "due": ledger.owed_to(person),
        "tips": hourly.tips(person),
        "hourly": hourly.net_hourly(helper, person, at=at),
        "visits": list(done.order_by("-during")[:NEWEST]),
    }
