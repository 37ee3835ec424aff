"""Everything that can happen to a case, as sentences."""

from kundenkreis.cases.actions.attempts import begin, fail, withdraw_attempt
from kundenkreis.cases.actions.endings import (
    ask_again,
    ask_privately,
    close_quiet,
    give_feedback,
    give_up,
    reopen,
    solve,
    withdraw,
)
from kundenkreis.cases.actions.messages import let_in, let_out, write
from kundenkreis.cases.actions.opening import describe, leave_contact, make_key, open_case

__all__ = [
    "ask_again",
    "ask_privately",
    "begin",
    "close_quiet",
    "describe",
    "fail",
    "give_feedback",
    "give_up",
    "leave_contact",
    "let_in",
    "let_out",
    "make_key",
    "open_case",
    "reopen",
    "solve",
    "withdraw",
    "withdraw_attempt",
    "write",
]
