"""Everything that can happen in the community, as sentences."""

from kundenkreis.stages.community.actions.answers import (
    answer,
    edit,
    thank,
)
from kundenkreis.stages.community.actions.comments import comment, take_back
from kundenkreis.stages.community.actions.questions import (
    ask,
    close,
    follow,
    judge,
    open_again,
    publish,
    say_same_here,
    take_same_here_back,
    unfollow,
    withdraw,
)
from kundenkreis.stages.community.actions.solutions import (
    accept,
    remind_of_solution,
    unaccept,
)

__all__ = [
    "accept", "answer", "ask", "close", "comment", "edit", "follow", "judge", "open_again",
    "publish", "remind_of_solution", "say_same_here", "take_back", "take_same_here_back", "thank", "unaccept", "unfollow", "withdraw",
]  # fmt: skip
