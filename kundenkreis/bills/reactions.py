"""What this room does when something was announced: what was signed off on credit is billed."""

from kundenkreis.bills import actions
from kundenkreis.ledger.events import FundsCaptured, PaymentLost
from kundenkreis.notifications.models import EventRow


def bill_what_is_owed(event: FundsCaptured | PaymentLost, *, row: EventRow) -> None:
    """One bill for the subject and its parts; twice changes nothing."""
    kind, _colon, rest = event.subject.partition(":")
    actions.issue(f"{kind}:{rest.partition(':')[0]}", by=None, at=row.at)
