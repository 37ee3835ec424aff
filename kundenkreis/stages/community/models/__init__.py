"""Questions, answers, what members think of them, and what moderators decided."""

from kundenkreis.stages.community.models.comments import Comment
from kundenkreis.stages.community.models.moderation import (
    ContentDecision,
    Flag,
    Rule,
    TextRevision,
)
from kundenkreis.stages.community.models.questions import (
    NOUNS,
    Answer,
    AnswerQuerySet,
    Follow,
    Kudos,
    Question,
    QuestionQuerySet,
    SameHere,
    Solution,
    public_name,
)

__all__ = [
    "NOUNS", "Answer", "AnswerQuerySet", "Comment", "ContentDecision", "Flag", "Follow", "Kudos", "Question", "QuestionQuerySet", "Rule", "SameHere", "Solution",
    "TextRevision", "public_name",
]  # fmt: skip
