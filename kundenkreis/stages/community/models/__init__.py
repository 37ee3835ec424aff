"""Questions, answers, their earlier texts, and what members think of them."""

from kundenkreis.stages.community.models.claims import Claim, CommunityRules
from kundenkreis.stages.community.models.comments import Comment
from kundenkreis.stages.community.models.merges import Moved
from kundenkreis.stages.community.models.questions import (
    NOUNS,
    Answer,
    AnswerQuerySet,
    Follow,
    Kudos,
    Question,
    QuestionQuerySet,
    SameHere,
    public_name,
)
from kundenkreis.stages.community.models.revisions import (
    TextRevision,
)
from kundenkreis.stages.community.models.solutions import Solution, SolutionReminder

__all__ = [
    "NOUNS", "Answer", "AnswerQuerySet", "Claim", "Comment", "CommunityRules", "Follow", "Kudos", "Moved", "Question", "QuestionQuerySet", "SameHere", "Solution",
    "SolutionReminder",
    "TextRevision", "public_name",
]  # fmt: skip
