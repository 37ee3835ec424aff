"""Which sentence tells a person of what: notices by their kind."""

from kundenkreis.badges import notices as badges_notices
from kundenkreis.bills import notices as bills_notices
from kundenkreis.cases import notices as cases_notices
from kundenkreis.certification import notices as certification_notices
from kundenkreis.chargebacks import notices as chargebacks_notices
from kundenkreis.charter import notices as charter_notices
from kundenkreis.checks import notices as checks_notices
from kundenkreis.circles import notices as circles_notices
from kundenkreis.collusion import notices as collusion_notices
from kundenkreis.contests import notices as contests_notices
from kundenkreis.disputes import notices as disputes_notices
from kundenkreis.elections import notices as elections_notices
from kundenkreis.firms import notices as firms_notices
from kundenkreis.following import notices as following_notices
from kundenkreis.helpers import notices as helpers_notices
from kundenkreis.ideas import notices as ideas_notices
from kundenkreis.lead_users import notices as lead_users_notices
from kundenkreis.lessons import notices as lessons_notices
from kundenkreis.moderation import notices as moderation_notices
from kundenkreis.notifications import registry
from kundenkreis.payback import notices as payback_notices
from kundenkreis.payouts import notices as payouts_notices
from kundenkreis.redress import notices as redress_notices
from kundenkreis.reputation import notices as reputation_notices
from kundenkreis.rings import notices as rings_notices
from kundenkreis.series import notices as series_notices
from kundenkreis.spaces import notices as spaces_notices
from kundenkreis.stages.community import notices as community_notices
from kundenkreis.stages.desk import notices as desk_notices
from kundenkreis.stages.experts import notices as experts_notices
from kundenkreis.stages.knowledge import notices as knowledge_notices
from kundenkreis.stages.marketplace import notices as marketplace_notices
from kundenkreis.stages.marketplace import (
    review_notices,
)
from kundenkreis.thanks import notices as thanks_notices
from kundenkreis.waiting import notices as waiting_notices
from kundenkreis.workload import notices as workload_notices

# What notices say, by kind: each room's `notices.NOTICES`.
NOTICES: dict[str, registry.NoticeText] = {
    **payouts_notices.NOTICES,
    **bills_notices.NOTICES,
    **disputes_notices.NOTICES,
    **redress_notices.NOTICES,
    **chargebacks_notices.NOTICES,
    **reputation_notices.NOTICES,
    **badges_notices.NOTICES,
    **moderation_notices.NOTICES,
    **collusion_notices.NOTICES,
    **helpers_notices.NOTICES,
    **firms_notices.NOTICES,
    **checks_notices.NOTICES,
    **certification_notices.NOTICES,
    **ideas_notices.NOTICES,
    **contests_notices.NOTICES,
    **lead_users_notices.NOTICES,
    **spaces_notices.NOTICES,
    **rings_notices.NOTICES,
    **circles_notices.NOTICES,
    **charter_notices.NOTICES,
    **elections_notices.NOTICES,
    **cases_notices.NOTICES,
    **knowledge_notices.NOTICES,
    **community_notices.NOTICES,
    **following_notices.NOTICES,
    **lessons_notices.NOTICES,
    **payback_notices.NOTICES,
    **workload_notices.NOTICES,
    **thanks_notices.NOTICES,
    **experts_notices.NOTICES,
    **marketplace_notices.NOTICES,
    **review_notices.NOTICES,
    **waiting_notices.NOTICES,
    **series_notices.NOTICES,
    **desk_notices.NOTICES,
}
