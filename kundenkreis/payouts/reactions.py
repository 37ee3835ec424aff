"""What this room does when something was announced: it sends what was released, and tells people."""

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.payouts import actions
from kundenkreis.payouts.events import (
    PayoutAccountSet,
    PayoutBatchReleased,
    PayoutReturned,
    PayoutSent,
)
from kundenkreis.payouts.models import Payout, PayoutAccount


def send_released(event: PayoutBatchReleased, *, row: EventRow) -> None:
    """Each payout of the batch leaves, in a transaction of its own: one that fails stops no other."""
    waiting = Payout.objects.filter(batch__pk=event.batch, state=Payout.State.BATCHED)
    for payout in waiting.select_related("person"):
        actions.send(payout, by=None, at=row.at)


def tell_of_account(event: PayoutAccountSet, *, row: EventRow) -> None:
    """The address known before hears of it."""
    account = PayoutAccount.objects.select_related("person", "brand").get(pk=event.account)
    notify(
        person=account.person,
        kind="payout_account_changed" if event.changed else "payout_account_first",
        row=row,
        values={
            "account": account.masked,
            "from_": account.usable_from,
            "phone": account.brand.phone,
        },
        path="/payout-account/",
    )


def tell_of_payout(event: PayoutSent | PayoutReturned, *, row: EventRow) -> None:
    """It left, or it came back."""
    payout = Payout.objects.with_names().get(pk=event.payout)
    came_back = isinstance(event, PayoutReturned)
    notify(
        person=payout.person,
        kind=event.name,
        row=row,
        values={
            "amount": payout.money,
            "account": payout.where,
            "reference": payout.reference,
        },
        path="/payout-account/" if came_back else payout.statement_path,
    )
