"""Articles, their revisions and steps, what readers said of them, and the brand's rules."""

from kundenkreis.stages.knowledge.models.addresses import OldAddress as OldAddress
from kundenkreis.stages.knowledge.models.articles import Article as Article
from kundenkreis.stages.knowledge.models.credits import ArticleCredit as ArticleCredit
from kundenkreis.stages.knowledge.models.revisions import (
    ArticleRevision as ArticleRevision,
)
from kundenkreis.stages.knowledge.models.revisions import RevisionStep as RevisionStep
from kundenkreis.stages.knowledge.models.rules import ArticleRules as ArticleRules
from kundenkreis.stages.knowledge.models.votes import HelpfulnessVote as HelpfulnessVote
