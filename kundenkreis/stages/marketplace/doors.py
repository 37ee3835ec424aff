"""Fetching a booking for whoever stands at the door: by account, or by the key of its case."""

from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.cases.doors import guests_of
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import queries, queries_times, rows_of, searching
from kundenkreis.stages.marketplace.models import (
    Booking,
    Dispatch,
    Extra,
    TimeProposal,
    VisitPhoto,
)


def booking_at_door(request: Request, pk: UUID) -> tuple[Booking, Person]:
    """The booking and the person one is to it: oneself, or the guest whose key one holds.

    :raises NotFound: neither the account nor a key opens it.
    """
    for person in guests_of(request):
        try:
            booking = queries.booking_for(person, pk, at=request.at)
        except NotFound:
            continue
        if request.person is None:
            request.person = person
        return booking, person
    raise NotFound("not_found", _("There is no such visit."))


def extra_at_door(request: Request, pk: UUID) -> tuple[Extra, Booking, Person]:
    """The extra, its booking and the person one is to it.

    :raises NotFound: the booking is not there for whoever asks.
    """
    extra = queries.extra_of(pk)
    booking, person = booking_at_door(request, extra.booking_id)
    return extra, booking, person


def photo_at_door(request: Request, pk: UUID) -> tuple[VisitPhoto, Booking, Person]:
    """The photo, its booking and the person one is to it.

    :raises NotFound: the booking is not there for whoever asks.
    """
    photo = rows_of.photo_of(pk)
    booking, person = booking_at_door(request, photo.booking_id)
    return photo, booking, person


def search_at_door(request: Request, pk: UUID) -> tuple[Dispatch, Person]:
    """The search and the person one is to it.

    :raises NotFound: neither the account nor a key opens it.
    """
    for person in guests_of(request):
        try:
            search = searching.search_for(person, pk, at=request.at)
        except NotFound:
            continue
        if request.person is None:
            request.person = person
        return search, person
    raise NotFound("not_found", _("There is no such request."))


def proposal_at_door(request: Request, pk: UUID) -> tuple[TimeProposal, Booking, Person]:
    """The question about another time, its booking and the person one is to it.

    :raises NotFound: the booking is not there for whoever asks.
    """
    proposal = queries_times.proposal_of(pk)
    booking, person = booking_at_door(request, proposal.booking_id)
    return proposal, booking, person
