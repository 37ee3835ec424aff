"""After a visit: the same helper again, or not again; and the next order begun from the last one."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.bonds import actions as bonds
from kundenkreis.bonds.models import Avoidance, Favourite
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.actions import hold_trust
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.marketplace import queries, terms
from kundenkreis.stages.marketplace.actions import requests
from kundenkreis.stages.marketplace.models import Booking, Request
from kundenkreis.stages.marketplace.transitions import HELPER


def favour(booking: Booking, *, by: Person, at: datetime) -> Favourite:
    """The customer would like this helper again.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    """
    return bonds.favour(booking.customer, booking.helper, by=by, at=at)


def avoid(booking: Booking, *, by: Person, at: datetime) -> Avoidance:
    """Whoever of the two says it wants no visit with the other again. The other never learns of it.

    :raises NotAllowed: who speaks for neither side.
    """
    side = HELPER if HELPER in queries.sides_of(by, booking, at=at) else "customer"
    return bonds.avoid(booking.customer, booking.helper, side=side, by=by, at=at)


@one_transaction
def book_again(booking: Booking, *, text: str, by: Person, at: datetime) -> Request:
    """A new case with the same service, place and address; who and when is chosen next.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    :raises Refused: `wrong_state` before the visit is done, `no_account` for a guest.
    :raises Invalid: the text is empty.
    """
    _hers(booking, by=by, at=at)
    if booking.state not in terms.DONE:
        raise Refused("wrong_state", _("This is possible once the visit is done."))
    return wish_like(booking, text=text, by=by, at=at)


@one_transaction
def wish_like(
    booking: Booking,
    *,
    text: str,
    channel: str = Case.Channel.WEB,
    by: Person,
    at: datetime,
) -> Request:
    """The same as `book_again`, whether that visit is done or not.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    :raises Refused: `no_account` for a guest. :raises Invalid: the text is empty.
    """
    _hers(booking, by=by, at=at)
    customer, before = booking.customer, booking.request
    if customer.is_guest:
        raise Refused("no_account", _("Please sign in first. Then we know you again."))
    case = cases.open_case(
        customer=customer, text=text, topic=booking.case.topic, postal_code=before.postal_code, channel=channel,
        by=by, at=at,
    )  # fmt: skip
    package = booking.package if booking.package.withdrawn_at is None else None
    wish = requests.ask(
        case, package=package, postal_code=before.postal_code, by=customer, at=at
    )
    address = queries.address_of(before)
    return (
        requests.choose(wish, address=address.as_given, by=by, at=at) if address else wish
    )


def _hers(booking: Booking, *, by: Person, at: datetime) -> None:
    """:raises NotAllowed: `by` does not order for her."""
    trusted = hold_trust(by, booking.customer_id, case=booking.case_id)
    if not terms.may_order(by, booking.case, staff=is_staff(by, at=at), trusted=trusted):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
