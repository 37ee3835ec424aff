"""Everything that can happen on the idea board, as sentences."""

from kundenkreis.ideas.actions.merging import merge, separate
from kundenkreis.ideas.actions.steering import answer, move
from kundenkreis.ideas.actions.voting import unvote, vote
from kundenkreis.ideas.actions.writing import comment, edit, withdraw, write

__all__ = [
    "answer", "comment", "edit", "merge", "move", "separate", "unvote", "vote", "withdraw", "write",
]  # fmt: skip
