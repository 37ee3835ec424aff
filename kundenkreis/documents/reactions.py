"""What this room does when something was announced: money that was taken or given back is documented."""

from kundenkreis.chargebacks.events import ChargebackEnded
from kundenkreis.documents import actions
from kundenkreis.ledger.events import FundsCaptured, FundsRefunded
from kundenkreis.notifications.models import EventRow


def document_money(event: FundsCaptured | FundsRefunded, *, row: EventRow) -> None:
    """Papers for the subject and its parts; twice changes nothing."""
    actions.issue(event.subject, by=None, at=row.at)


def document_loss(event: ChargebackEnded, *, row: EventRow) -> None:
    """What a bank took back for good is a correction of the customer's receipt; what was won back is none."""
    actions.issue(event.subject, by=None, at=row.at)
