"""Everything that can happen around elections and recalls, as sentences."""

from kundenkreis.elections.actions.recalling import (
    answer_recall,
    ask_recall,
    count_recall,
    sign,
    vote_on_recall,
)
from kundenkreis.elections.actions.voting import (
    allow,
    call,
    count,
    open_vote,
    recall,
    resign,
    stand,
    vote,
    withdraw,
)

__all__ = [
    "allow", "answer_recall", "ask_recall", "call", "count", "count_recall", "open_vote", "recall", "resign", "sign", "stand",
    "vote", "vote_on_recall", "withdraw",
]  # fmt: skip
