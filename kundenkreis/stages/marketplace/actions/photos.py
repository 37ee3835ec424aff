"""Photos of the work: added by the helper, removed by her or by whose home it is, forgotten in time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import pictures
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries
from kundenkreis.stages.marketplace.actions import moving
from kundenkreis.stages.marketplace.events import VisitPhotosChanged
from kundenkreis.stages.marketplace.models import Booking, VisitPhoto
from kundenkreis.stages.marketplace.transitions import CUSTOMER, HELPER, STAFF, State

SHOWING = (State.IN_PROGRESS, State.COMPLETED)


def add_photo(booking: Booking, data: bytes, *, by: Person, at: datetime) -> VisitPhoto:
    """One photo of the work, at most six a visit, written anew without place and metadata.

    :raises Refused: `wrong_state`, `too_many`. :raises NotAllowed: anyone but the helper.
    :raises Invalid: `bad_picture`, `picture_too_large`.
    """
    if HELPER not in queries.sides_of(by, booking, at=at):
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    # Before any row is locked: it may take a second.
    picture = pictures.reencode(data)
    with transaction.atomic():
        booking = moving.locked(booking)
        if booking.state not in SHOWING:
            raise Refused("wrong_state", _("Photos can be added only at the visit."))
        taken = set(booking.photos.values_list("number", flat=True))
        free = set(range(1, VisitPhoto.MOST + 1)) - taken
        if not free:
            raise Refused("too_many", _("Six photos are enough. Please remove one first."))
        photo = VisitPhoto.objects.create(
            booking=booking, number=min(free), content=picture.content, width=picture.width,
            height=picture.height, added_at=at, added_by=by,
        )  # fmt: skip
        announce(VisitPhotosChanged(**moving.around(booking)), by=by, at=at)
    return photo


@transaction.atomic
def remove_photo(photo: VisitPhoto, *, by: Person, at: datetime) -> None:
    """By the customer or staff at any time, by the helper until the sign-off.

    :raises NotAllowed: anyone else, and the helper later.
    """
    booking = moving.locked(photo.booking)
    sides = queries.sides_of(by, booking, at=at)
    if not sides & {CUSTOMER, STAFF} and not (HELPER in sides and booking.state in SHOWING):
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    VisitPhoto.objects.filter(pk=photo.pk).delete()
    announce(VisitPhotosChanged(**moving.around(booking)), by=by, at=at)


@transaction.atomic
def drop_photos(*, by: None = None, at: datetime) -> int:
    """What is older than 90 days is deleted; how many went."""
    old = VisitPhoto.objects.filter(added_at__lte=at - VisitPhoto.KEPT)
    gone, _by_table = old.delete()
    return gone
