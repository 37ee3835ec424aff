"""Everything that can happen to money, as sentences."""

from kundenkreis.ledger.actions.connecting import check_connection, connect
from kundenkreis.ledger.actions.holding import capture, hold, refund, settle_cancellation
from kundenkreis.ledger.actions.owing import do_owed_step
from kundenkreis.ledger.actions.paying import (
    begin_payment,
    end_payment,
    follow_payment,
    hear,
)
from kundenkreis.ledger.actions.taking import take_in

__all__ = [
    "begin_payment",
    "capture",
    "check_connection",
    "connect",
    "do_owed_step",
    "end_payment",
    "follow_payment",
    "hear",
    "hold",
    "refund",
    "settle_cancellation",
    "take_in",
]
