"""A tip after the sign-off: freely given, once a visit, whole to the helper."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.models import FundsHold, Payment
from kundenkreis.ledger.socket import Forged, ProviderDown
from kundenkreis.ledger.ways import is_hosted, ways_but_bills
from kundenkreis.notifications.addresses import absolute
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries, queries_tips, terms
from kundenkreis.stages.marketplace.actions import moving
from kundenkreis.stages.marketplace.events import TipGiven
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import CUSTOMER, STAFF, TRUSTED


@transaction.atomic
def tip(
    booking: Booking,
    *,
    amount: Money,
    payment: str = "",
    means: str = "",
    back: str = "",
    by: Person,
    at: datetime,
) -> str:
    """The customer gives the helper something more; the page where to pay it, empty: it is paid.

    No commission, no VAT; also where the company paid for the visit. Not by bill. `payment`, `means`,
    `back` as in `book`.

    :raises NotAllowed: anyone but the customer, who books for her, or staff on her word.
    :raises Refused: `wrong_state` before the sign-off, `too_late`, `disputed`, `not_offered`, `tipped_already`,
        `payment_declined`.
    :raises Invalid: `bad_amount`, `unknown_provider`. :raises ProviderDown: nothing was charged.
    """
    booking = moving.locked(booking)
    if not queries.sides_of(by, booking, at=at) & {CUSTOMER, STAFF, TRUSTED}:
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    if reason := queries_tips.no_tip(booking, at=at):
        raise Refused(reason, _why_not(reason))
    if FundsHold.objects.filter(subject=terms.tip_subject(booking)).exists():
        raise Refused("tipped_already", _("You have given a tip for this visit. Thank you."))  # fmt: skip
    if amount.currency != booking.currency or not terms.LEAST_TIP <= amount.amount <= terms.MOST_TIP:  # fmt: skip
        sentence = _("Please give an amount between 1 and 200.")
        raise Invalid("bad_amount", sentence, {"amount": sentence})
    way = payment or ways_but_bills(booking.brand)[0]
    if way not in ways_but_bills(booking.brand):
        sentence = _("This way to pay is not offered here.")
        raise Invalid("unknown_provider", sentence, {"payment": sentence})
    about: dict[str, Any] = {
        "subject": terms.tip_subject(booking), "amount": amount, "payer": booking.customer,
        "payee": booking.helper.person, "provider": way, "idem": f"{terms.tip_subject(booking)}:hold", "by": by, "at": at,
    }  # fmt: skip
    if is_hosted(way):
        where = f"{back or absolute(booking.brand, '')}{booking.path}tip/"
        return ledger.begin_payment(**about, back=where, pay_by=at + terms.PAY_WITHIN).url
    ledger.end_payment(subject=terms.tip_subject(booking), end=Payment.End.WITHDRAWN, by=by, at=at)  # fmt: skip
    ledger.hold(**about, means=means)
    _whole_to_helper(booking, by=by, at=at)
    return ""


@transaction.atomic
def keep_tip(booking: Booking, *, by: None = None, at: datetime) -> bool:
    """If a tip was paid on the provider's page, it is the helper's now; whether one is given.

    Called when the customer comes back, when the provider sent a message, and by the clock. While
    somebody objects to the visit, it waits.
    """
    booking = moving.locked(booking)
    subject = terms.tip_subject(booking)
    for payment in Payment.objects.filter(subject=subject).open():
        try:
            with transaction.atomic():
                ledger.follow_payment(payment, by=None, at=at)
        except (ProviderDown, Forged):
            continue  # we know no more than before
        if at >= payment.pay_by:
            ledger.end_payment(subject=subject, by=None, at=at)
    held = FundsHold.objects.filter(subject=subject).first()
    if held and not held.captured_at and not queries_tips.disputed(booking):
        _whole_to_helper(booking, by=None, at=at)
    return held is not None


def _why_not(reason: str) -> str:
    return {
        "disputed": _(
            "Somebody objects to this visit. A tip is possible after the decision."
        ),
        "not_offered": _("This way to pay is not offered here."),
    }.get(reason, _("A tip is possible within 30 days after the sign-off."))


def _whole_to_helper(booking: Booking, *, by: Person | None, at: datetime) -> None:
    held = ledger.capture(
        subject=terms.tip_subject(booking), payee=booking.helper.person, commission=Money(0, booking.currency), memo="tip",
        by=by, at=at,
    )  # fmt: skip
    happened = TipGiven(**moving.around(booking), amount=held.amount, currency=held.currency)  # fmt: skip
    announce(happened, by=by, at=at)
