"""A helper does not come: whoever can come first comes instead, if the customer wants it."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ledger.queries import payment_state
from kundenkreis.people.actions import hold_trust
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.marketplace import pace, queries, searching, terms
from kundenkreis.stages.marketplace.actions import money, searches
from kundenkreis.stages.marketplace.models import Booking, Dispatch
from kundenkreis.stages.marketplace.transitions import State


@one_transaction
def replace(booking: Booking, *, by: Person, at: datetime) -> Dispatch:
    """Whoever can come first is looked for instead of the helper who does not come.

    Around the agreed time, or as soon as may be, and never for more than was agreed. What was held
    for the first helper went back when she fell out; the price is set aside anew in the same way,
    by the first way without a page of the provider's where that way has one. Twice is once.

    :raises NotAllowed: anyone but the customer, who may book for her, and staff.
    :raises Refused: `wrong_state` unless the helper fell out and nobody else is asked or comes,
        and as `searches.search`.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=booking.case_id)
    trusted = hold_trust(by, case.customer_id, case=case.pk)
    if not terms.may_order(by, case, staff=is_staff(by, at=at), trusted=trusted):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    booking = Booking.objects.with_names().get(pk=booking.pk)
    if before := searching.replacement_of(booking):
        return before
    address = queries.address_of(booking.request)
    if not queries.fell_out(booking) or queries.live_bookings(case) or address is None:
        raise Refused(
            "wrong_state", _("Nobody is looked for instead of this helper any more.")
        )
    return searches.search(
        case,
        package=booking.package,
        windows=[pace.instead(booking.starts_at, at=at)],
        postal_code=booking.request.postal_code,
        address=address.as_given,
        payer=booking.payer,
        payment=money.same_way(booking, payment_state(booking.subject).method),
        urgent=booking.state == State.NO_SHOW,
        replaces=booking,
        by=by,
        at=at,
    )
