"""Everything that can happen in the community, as sentences."""

from kundenkreis.stages.community.actions.answers import (
    answer,
    edit,
    thank,
)
from kundenkreis.stages.community.actions.claims import claim, release_claim
from kundenkreis.stages.community.actions.comments import comment, take_back
from kundenkreis.stages.community.actions.merging import merge, part
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
from kundenkreis.stages.community.actions.ruling import set_rules
from kundenkreis.stages.community.actions.shelter import release
from kundenkreis.stages.community.actions.solutions import (
    accept,
    remind_of_solution,
    unaccept,
)
from kundenkreis.stages.community.actions.sorting import sort

__all__ = [
    "accept", "answer", "ask", "claim", "close", "comment", "edit", "follow", "judge", "merge", "open_again", "part",
    "publish", "release", "release_claim", "remind_of_solution", "say_same_here", "set_rules", "sort", "take_back", "take_same_here_back", "thank", "unaccept", "unfollow", "withdraw",
]  # fmt: skip
