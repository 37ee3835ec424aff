"""What a dispatcher's pages show: what waits, who goes where on which day, who could go."""

from datetime import date, datetime
from typing import Any

from kundenkreis.firms import queries as firms
from kundenkreis.firms.models import Firm
from kundenkreis.people.models import Person
from kundenkreis.portraits import queries as portraits
from kundenkreis.stages.marketplace import queries_firms, terms
from kundenkreis.stages.marketplace.models import Booking


def firm_page(firm: Firm, *, at: datetime) -> dict[str, Any]:
    """Requests, and the technicians' days: each with who goes where, in order."""
    zone = firm.brand.zone
    days: dict[date, list[Booking]] = {}
    agreed = queries_firms.agreed_of_firm(firm, at=at)
    for row in agreed:
        days.setdefault(row.starts_at.astimezone(zone).date(), []).append(row)
    return {
        "firm": firm,
        "waiting": queries_firms.waiting_for_firm(firm),
        "days": list(days.values()),
        "along": queries_firms.who_goes_along(agreed),
        "technicians": firms.technicians(firm, at=at),
    }


def assignment_page(booking: Booking, person: Person, *, at: datetime) -> dict[str, Any]:
    """The visit, and each technician with whether she can go."""
    candidates = queries_firms.candidates(booking, by=person, at=at)
    faces = portraits.paths_of([each.helper.pk for each in candidates])
    return {
        "booking": booking,
        "firm": booking.firm,
        "free": [
            {"helper": each.helper, "photo": faces.get(each.helper.pk, "")}
            for each in candidates
            if not each.obstacle
        ],
        "busy": [each for each in candidates if each.obstacle],
        "reasons": terms.DECLINED,
    }
