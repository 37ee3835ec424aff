"""What a visit is on documents."""

from uuid import UUID

from kundenkreis.documents.subjects import About
from kundenkreis.stages.marketplace.models import Address, Booking


def about(pk: UUID) -> About:
    """Its package, its day, and the customer's address as she gave it."""
    booking = Booking.objects.with_names().filter(pk=pk).first()
    if not booking:
        return About()
    given = Address.objects.filter(request=booking.request_id).first()
    address = {
        "name": given.name, "street": given.street, "postal_code": booking.request.postal_code, "city": booking.request.place
    } if given else {}  # fmt: skip
    return About(
        case=booking.case, words=booking.package.words,
        done_on=booking.starts_at.astimezone(booking.brand.zone).date(), address=address,
    )  # fmt: skip
