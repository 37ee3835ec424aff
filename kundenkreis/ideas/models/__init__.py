"""Ideas with their steps and comments; votes and how many each person has."""

from kundenkreis.ideas.models.ideas import (
    Idea,
    IdeaComment,
    IdeaQuerySet,
    IdeaStep,
    Status,
)
from kundenkreis.ideas.models.votes import IdeaVote, VoteBudget

__all__ = [
    "Idea", "IdeaComment", "IdeaQuerySet", "IdeaStep", "IdeaVote", "Status", "VoteBudget",
]  # fmt: skip
