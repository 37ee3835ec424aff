"""Fetching an entry or a kept time for whoever stands at the door of its case."""

from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.cases.doors import customers_case_at_door
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.waiting import queries
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer


def entry_at_door(request: Request, pk: UUID) -> tuple[WaitingEntry, Person]:
    """The entry and the person one is to it.

    :raises NotFound: its case is not there for whoever asks.
    """
    entry = queries.entry_of(pk)
    _case, person = customers_case_at_door(request, entry.case_id, booking=True)
    return entry, person


def offer_at_door(request: Request, pk: UUID) -> tuple[WaitingOffer, Person]:
    """The kept time and the person one is to it.

    :raises NotFound: its case is not there for whoever asks.
    """
    rows = WaitingOffer.objects.select_related("entry__case", "helper__person")
    offer = rows.filter(pk=pk).first()
    if not offer:
        raise NotFound("not_found", _("There is no such entry."))
    _case, person = customers_case_at_door(request, offer.entry.case_id, booking=True)
    return offer, person
