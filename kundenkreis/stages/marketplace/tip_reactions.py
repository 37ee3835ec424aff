"""A tip that was paid elsewhere reaches the helper, and she hears of every one."""

from uuid import UUID

from kundenkreis.core.money import Money
from kundenkreis.ledger.events import PaymentHeld
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.marketplace.actions import keep_tip
from kundenkreis.stages.marketplace.events import TipGiven
from kundenkreis.stages.marketplace.models import Booking


def keep_paid_tip(event: PaymentHeld, *, row: EventRow) -> None:
    """It was paid on the provider's page."""
    kind, pk, *part = event.subject.split(":")
    if (kind, part) == ("booking", ["tip"]):
        keep_tip(Booking.objects.get(pk=UUID(pk)), by=None, at=row.at)


def tell_of_tip(event: TipGiven, *, row: EventRow) -> None:
    """The helper hears how much."""
    booking = Booking.objects.with_names().get(pk=event.booking)
    given = Money(event.amount, event.currency)
    notify(person=booking.helper.person, kind="tip_given", row=row, values={"tip": given}, path=booking.path)  # fmt: skip
