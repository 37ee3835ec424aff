"""Reads: boards, one idea, votes, similar ideas, measures."""

from kundenkreis.ideas.queries.boards import (
    ORDERS,
    board,
    delivered,
    similar,
    similar_to,
)
from kundenkreis.ideas.queries.fetching import (
    comments_of,
    idea_for,
    kept_public,
    locked,
    merged_parts,
    official_answer,
    readers_of,
    steps_of,
)
from kundenkreis.ideas.queries.measuring import Measures, measures
from kundenkreis.ideas.queries.voting import (
    active_days,
    budget_of,
    has_voted,
    votes_of,
)

__all__ = [
    "ORDERS", "Measures", "active_days", "board", "budget_of", "comments_of", "delivered", "has_voted",
    "idea_for", "kept_public", "locked", "measures", "merged_parts", "official_answer", "readers_of", "similar", "similar_to",
    "steps_of", "votes_of",
]  # fmt: skip
