"""The rows of one booking: its history, extras, photos and reviews; read on every page of it, so each is said once."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.stages.marketplace.models import (
    Booking,
    BookingTransition,
    Extra,
    Review,
    VisitPhoto,
)

R = TypeVar("R", bound=Model)


def history_of(booking: Booking) -> list[BookingTransition]:
    """Every step of the booking with who took it, in order."""
    return _its(booking, _history(booking))


@asked
def _history(booking: Booking) -> QuerySet[BookingTransition]:
    return BookingTransition.objects.filter(booking=booking).select_related("by")


def _its(booking: Booking, rows: list[R]) -> list[R]:
    """Rows of one booking know it, as those of its own manager do."""
    for row in rows:
        row.booking = booking  # type: ignore[attr-defined]
    return rows


def extras_of(booking: Booking) -> list[Extra]:
    """What was proposed during the visit, in order, with the answers."""
    return _its(booking, _extras(booking))


@asked
def _extras(booking: Booking) -> QuerySet[Extra]:
    return Extra.objects.filter(booking=booking).select_related("answer", "add_on")


def photo_of(pk: UUID | str) -> VisitPhoto:
    """The photo with this id; who may see it is asked of its booking.

    :raises NotFound: there is none.
    """
    found = VisitPhoto.objects.select_related("booking").filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such visit."))
    return found


def photos_of(booking: Booking) -> list[VisitPhoto]:
    """The photos of the visit, without their content."""
    return _its(booking, _photos(booking))


@asked
def _photos(booking: Booking) -> QuerySet[VisitPhoto]:
    return VisitPhoto.objects.filter(booking=booking).defer("content")


def reviews_for(sides: set[str], booking: Booking) -> list[Review]:
    """Reviews that may be read: revealed ones, and one's own."""
    rows = _its(booking, _reviews(booking))
    return [row for row in rows if row.revealed_at or row.side in sides]


@asked
def _reviews(booking: Booking) -> QuerySet[Review]:
    return Review.objects.filter(booking=booking).select_related("reply")
