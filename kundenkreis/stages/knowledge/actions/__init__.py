"""Everything that can happen to an article, as sentences."""

from kundenkreis.stages.knowledge.actions.articles import begin as begin
from kundenkreis.stages.knowledge.actions.articles import check as check
from kundenkreis.stages.knowledge.actions.articles import credit as credit
from kundenkreis.stages.knowledge.actions.articles import expire as expire
from kundenkreis.stages.knowledge.actions.articles import file_under as file_under
from kundenkreis.stages.knowledge.actions.articles import restore as restore
from kundenkreis.stages.knowledge.actions.articles import (
    warn_of_reviews as warn_of_reviews,
)
from kundenkreis.stages.knowledge.actions.articles import withdraw as withdraw
from kundenkreis.stages.knowledge.actions.proposals import keep as keep
from kundenkreis.stages.knowledge.actions.proposals import propose as propose
from kundenkreis.stages.knowledge.actions.proposals import (
    propose_change as propose_change,
)
from kundenkreis.stages.knowledge.actions.revisions import approve as approve
from kundenkreis.stages.knowledge.actions.revisions import draft as draft
from kundenkreis.stages.knowledge.actions.revisions import publish as publish
from kundenkreis.stages.knowledge.actions.revisions import revise as revise
from kundenkreis.stages.knowledge.actions.revisions import send_back as send_back
from kundenkreis.stages.knowledge.actions.revisions import send_in as send_in
from kundenkreis.stages.knowledge.actions.revisions import take_up as take_up
from kundenkreis.stages.knowledge.actions.revisions import translate as translate
from kundenkreis.stages.knowledge.actions.revisions import write as write
from kundenkreis.stages.knowledge.actions.revisions import write_again as write_again
from kundenkreis.stages.knowledge.actions.setting import (
    set_article_rules as set_article_rules,
)
from kundenkreis.stages.knowledge.actions.votes import did_not_help as did_not_help
from kundenkreis.stages.knowledge.actions.votes import helped as helped
from kundenkreis.stages.knowledge.actions.votes import read_in as read_in
from kundenkreis.stages.knowledge.actions.votes import recount as recount
from kundenkreis.stages.knowledge.actions.votes import vote as vote
