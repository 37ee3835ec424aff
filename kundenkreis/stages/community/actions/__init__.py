"""Everything that can happen in the community, as sentences."""

from kundenkreis.stages.community.actions.answers import (
    accept,
    answer,
    edit,
    thank,
    unaccept,
)
from kundenkreis.stages.community.actions.moderation import flag, hide, keep, restore
from kundenkreis.stages.community.actions.questions import (
    ask,
    close,
    follow,
    judge,
    open_again,
    publish,
    say_same_here,
    unfollow,
    withdraw,
)

__all__ = [
    "accept", "answer", "ask", "close", "edit", "flag", "follow", "hide", "judge", "keep", "open_again",
    "publish", "restore", "say_same_here", "thank", "unaccept", "unfollow", "withdraw",
]  # fmt: skip
