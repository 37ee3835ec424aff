"""What visits are on documents."""

from collections.abc import Sequence
from uuid import UUID

from kundenkreis.ledger.subjects import About
from kundenkreis.stages.marketplace.models import Address, Booking


def about(pks: Sequence[UUID]) -> dict[UUID, About]:
    """Of each its package, its day, and the customer's address as she gave it; two statements."""
    bookings = list(Booking.objects.with_names().filter(pk__in=pks))
    given = Address.objects.filter(request__in=[row.request_id for row in bookings])
    addresses = {address.request_id: address for address in given}
    return {row.pk: _about(row, addresses.get(row.request_id)) for row in bookings}


def _about(booking: Booking, given: Address | None) -> About:
    address = {
        "name": given.name, "street": given.street, "postal_code": booking.request.postal_code, "city": booking.request.place
    } if given else {}  # fmt: skip
    return About(
        case=booking.case_id, words=booking.package.words,
        done_on=booking.starts_at.astimezone(booking.brand.zone).date(), address=address,
    )  # fmt: skip
