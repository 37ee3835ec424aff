"""Everything that can happen around a space, as sentences."""

from kundenkreis.spaces.actions.entering import (
    accept,
    decline,
    forget_unanswered,
    invite,
    invite_by_link,
    revoke,
    take_in,
)
from kundenkreis.spaces.actions.founding import end, erase_ended, found
from kundenkreis.spaces.actions.leaving import leave, leave_all, name_keeper, remove
from kundenkreis.spaces.actions.remarks import comment, take_comment_back, thank
from kundenkreis.spaces.actions.talking import (
    accept_answer,
    answer,
    ask,
    follow,
    share_case,
    take_answer_back,
    take_question_back,
    undo_solution,
    unfollow,
)

__all__ = [
    "accept",
    "accept_answer",
    "answer",
    "ask",
    "comment",
    "decline",
    "end",
    "erase_ended",
    "follow",
    "forget_unanswered",
    "found",
    "invite",
    "invite_by_link",
    "leave",
    "leave_all",
    "name_keeper",
    "remove",
    "revoke",
    "share_case",
    "take_answer_back",
    "take_comment_back",
    "take_in",
    "take_question_back",
    "thank",
    "undo_solution",
    "unfollow",
]
