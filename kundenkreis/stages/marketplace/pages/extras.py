"""What the pages of extras show: to the helper what can be added, to who pays what it costs."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.brands.models import AddOn
from kundenkreis.core.words import pick
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries, rows_of, terms
from kundenkreis.stages.marketplace.models import Booking, Extra
from kundenkreis.stages.marketplace.transitions import AHEAD
from kundenkreis.ui import filters


def name_of(extra: Extra) -> str:
    """What it is, in the reader's words."""
    return str(pick(extra.words))


def state_of(extra: Extra) -> str:
    """Where it stands, in words; what was said by telephone says so."""
    words = {
        "proposed": _("waits for an answer"),
        "consented": _("agreed"),
        "refused": _("not wanted"),
        "lapsed": _("not answered, not charged"),
    }
    answer = getattr(extra, "answer", None)
    if answer and answer.by_telephone:
        return _("{answer} (by telephone)").format(answer=words[extra.state])
    return words[extra.state]


def lines(booking: Booking, extras: list[Extra]) -> list[dict[str, Any]]:
    """The price line by line: the package, then each extra that was agreed to."""
    rows = [{"text": pick(booking.package.words), "amount": booking.money}]
    agreed = [extra for extra in extras if extra.state == "consented"]
    return rows + [{"text": name_of(each), "amount": each.money} for each in agreed]


def on_booking(booking: Booking, sides: set[str]) -> dict[str, Any]:
    """What the booking's page says about extras."""
    extras = [] if booking.state in AHEAD else rows_of.extras_of(booking)
    asked = [extra for extra in extras if extra.state == "proposed"]
    agreed = sum((e.price for e in extras if e.state == "consented"), booking.price)
    return {
        "extras": [
            {"name": name_of(e), "money": e.money, "state": state_of(e), "path": e.path}
            for e in extras
        ],
        "asked": asked[0] if asked else None,
        "may_answer_extra": terms.may_answer_extra(sides, booking),
        "price_lines": lines(booking, extras),
        "total": type(booking.money)(agreed, booking.currency),
    }


def consent_page(extra: Extra, booking: Booking, person: Person, *, at: datetime) -> dict[str, Any]:  # fmt: skip
    """One question in large print: what, its price, and what the visit costs with it."""
    total = queries.total_of(booking)
    return {
        "extra": extra,
        "booking": booking,
        "helper": booking.helper.person,
        "name": name_of(extra),
        "state": state_of(extra),
        "now": total,
        "then": total + extra.money,
        "ends_at": booking.ends_at,
        "open": extra.state == "proposed" and booking.state == "in_progress",
        "may_answer": terms.may_answer_extra(
            queries.sides_of(person, booking, at=at), booking
        ),
        "spoken": person.pk != booking.customer_id,
    }


def choices(booking: Booking) -> list[tuple[str, str]]:
    """What the helper may propose, with its price: the brand's add-ons, then more time."""
    found = [
        (row.slug, f"{row} – {filters.money(row.money)}")
        for row in AddOn.objects.filter(withdrawn_at__isnull=True).select_related("brand")
    ]
    for minutes in terms.MORE_TIME:
        price = filters.money(terms.price_of_time(booking, minutes))
        text = _("{minutes} minutes more").format(minutes=minutes)
        found.append((str(minutes), f"{text} – {price}"))
    return found
