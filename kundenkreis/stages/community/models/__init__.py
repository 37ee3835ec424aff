"""Questions, answers, what members think of them, and what moderators decided."""

from kundenkreis.stages.community.models.moderation import (
    ContentDecision,
    Flag,
    Rule,
    TextRevision,
)
from kundenkreis.stages.community.models.questions import (
    NOUNS,
    Answer,
    Follow,
    Kudos,
    Question,
    QuestionQuerySet,
    SameHere,
    Solution,
    public_name,
)

__all__ = [
    "NOUNS", "Answer", "ContentDecision", "Flag", "Follow", "Kudos", "Question", "QuestionQuerySet", "Rule", "SameHere", "Solution",
    "TextRevision", "public_name",
]  # fmt: skip
