"""One more visit like an earlier one, of a helper who said yes to all of a series."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.core.words import pick
from kundenkreis.firms import actions as firms
from kundenkreis.helpers import actions as helpers
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.actions import bookings, money, moving, requests
from kundenkreis.stages.marketplace.actions.again import wish_like
from kundenkreis.stages.marketplace.models import (
    Booking,
    Offer,
    PayerKind,
    Request,
    Visit,
)
from kundenkreis.stages.marketplace.transitions import CLOCK, NOTHING, transition


@one_transaction
def renew(
    before: Booking, *, starts_at: datetime, most: int, by: Person, at: datetime
) -> Booking:
    """The same helper comes again for the same service, at the same place: an ordinary visit, confirmed.

    It has a case, a price and a cancellation of its own. Called by the clock for who ordered the series
    (`by`). Its price is set aside when it is near (`near`), in the way she paid `before` where that needs no
    page of the provider's. `most`: the price she agreed to, in minor units; above it she is asked first.

    :raises Refused: as `book`, `price_changed`, `no_account`.
    """
    customer, package, helper = before.customer, before.package, before.helper
    with translation.override(customer.language):
        text = _("Regular visit: {package}").format(package=pick(package.words))
    helpers.hold_calendar(helper)
    request = wish_like(before, text=text, channel=Case.Channel.SERIES, by=customer, at=at)
    if request.package is None:
        raise Refused("not_offered", _("This service is not offered any more."))
    slot = bookings.reserved(request, package, helper, starts_at, by=customer, at=at)
    request = requests.choose(
        request, helper=helper, starts_at=starts_at, note=before.request.note,
        replace_missing=before.request.replace_missing, by=customer, at=at,
    )  # fmt: skip
    price = request.price or 0
    if price > most:
        raise Refused("price_changed", _("The price has changed to {price}. Please look at it again.").format(price=Money(price, request.brand.currency).text()))  # fmt: skip
    offer = Offer.objects.create(
        request=request, helper=helper, starts_at=starts_at, made_at=at, answer_by=at,
        answer=Offer.Answer.ACCEPTED, answered_at=at,
    )  # fmt: skip
    firm = firms.tie(slot, by=by, at=at)
    step = transition("renew", NOTHING)
    assert step is not None
    booking = Booking(
        request=request, offer=offer, case=request.case, package=package, helper=helper, slot=slot,
        customer=customer, second_person=before.second_person, firm=firm, named_at=at if firm else None, during=slot.visit, price=price, payer=PayerKind.CUSTOMER, seq=1,
        currency=request.brand.currency, state=step.end, accept_by=at, made_at=at, made_by=by,
        cancellation=package.cancellation, commission_percent=request.brand.commission_percent, hold_at=terms.hold_at(starts_at, at=at) if price else None,
        hold_way=money.way_of_next(before) if price else "",
    )  # fmt: skip
    requests.booked(request, by=customer, at=at)
    requests.finish(request, Request.State.ACCEPTED, at=at)
    booking.attempt = cases.begin(
        booking.case, stage="marketplace", subject=booking.subject, by=customer, at=at
    )
    booking.save(force_insert=True)
    Visit.objects.create(booking=booking)
    moving.record(booking, step, actor=CLOCK, by=None, at=at)
    moving.tell(booking, step, by=None, at=at)
    cases.let_in(booking.case, helper.person, role="helper", by=None, at=at)
    return booking
