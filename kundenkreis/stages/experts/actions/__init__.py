"""Everything that can happen to a consultation, as sentences."""

from kundenkreis.stages.experts.actions.asking import ask_more, consult, expire, withdraw
from kundenkreis.stages.experts.actions.helping import accept, decline, end
from kundenkreis.stages.experts.actions.judging import complain, decide, review, settle
from kundenkreis.stages.experts.actions.profile import describe

__all__ = [
    "accept",
    "ask_more",
    "complain",
    "consult",
    "decide",
    "decline",
    "describe",
    "end",
    "expire",
    "review",
    "settle",
    "withdraw",
]
