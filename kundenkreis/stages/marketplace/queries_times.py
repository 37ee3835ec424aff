"""Reads around other times for a visit: the question, who may ask or answer, which times are left."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.core.statements import asked
from kundenkreis.helpers import actions as helpers
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import nearby, queries, terms
from kundenkreis.stages.marketplace.models import Booking, TimeProposal
from kundenkreis.stages.marketplace.transitions import CUSTOMER, HELPER, transition


def proposal_of(pk: UUID | str) -> TimeProposal:
    """The question with this id; who may see it is asked of its booking.

    :raises NotFound: there is none.
    """
    found = TimeProposal.objects.select_related("booking").filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such visit."))
    return found


def proposals_of(booking: Booking) -> list[TimeProposal]:
    """All that was asked about this visit, the newest first."""
    return list(TimeProposal.objects.filter(booking=booking).order_by("-at"))


def open_proposal(booking: Booking) -> TimeProposal | None:
    """The question that waits for an answer."""
    return _open.first(booking)


@asked
def _open(booking: Booking) -> QuerySet[TimeProposal]:
    rows = TimeProposal.objects.filter(booking=booking, state="open")
    return rows.order_by("pk")[:1]


def side_of(sides: set[str], booking: Booking) -> str:
    """For whose side one may ask and answer now; empty: for none."""
    step = transition("agree", booking.state)
    if booking.awaits_payment or not step or not sides & step.actors:
        return ""
    return HELPER if HELPER in sides else CUSTOMER


def is_free(booking: Booking, start: datetime, *, at: datetime) -> bool:
    """Whether the visit could be moved there now."""
    if booking.slot is None or start < at + terms.NOTICE:
        return False
    try:
        helpers.check_move(booking.slot, starts_at=start, by=None, at=at)
    except Refused:
        return False
    return True


def free_times(booking: Booking, person: Person, *, at: datetime) -> Sequence[datetime]:
    """Up to five times at which the helper could come instead; none for who may not ask."""
    if not side_of(queries.sides_of(person, booking, at=at), booking):
        return ()
    return [
        start
        for match in nearby.other_times(booking, at=at)
        for start in match.starts
        if start != booking.starts_at
    ]
