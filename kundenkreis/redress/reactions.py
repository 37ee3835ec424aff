"""What this room does when something was announced: a customer's credit is spent."""

from kundenkreis.ledger.events import FundsCaptured
from kundenkreis.notifications.models import EventRow
from kundenkreis.redress import actions


def spend_credit(event: FundsCaptured, *, row: EventRow) -> None:
    """What was taken costs her less."""
    actions.spend_credit(event.subject, by=None, at=row.at)
