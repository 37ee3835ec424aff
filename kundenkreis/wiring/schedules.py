"""What happens by the clock."""

from kundenkreis.bills import schedule as bills_schedule
from kundenkreis.cases import schedule as cases_schedule
from kundenkreis.chargebacks import schedule as chargebacks_schedule
from kundenkreis.charter import schedule as charter_schedule
from kundenkreis.checks import schedule as checks_schedule
from kundenkreis.circles import schedule as circles_schedule
from kundenkreis.collusion import schedule as collusion_schedule
from kundenkreis.contests import schedule as contests_schedule
from kundenkreis.devices import schedule as devices_schedule
from kundenkreis.disputes import schedule as disputes_schedule
from kundenkreis.documents import schedule as documents_schedule
from kundenkreis.drafts import schedule as drafts_schedule
from kundenkreis.elections import schedule as elections_schedule
from kundenkreis.following import schedule as following_schedule
from kundenkreis.helpers import schedule as helpers_schedule
from kundenkreis.lead_users import schedule as lead_users_schedule
from kundenkreis.ledger import schedule as ledger_schedule
from kundenkreis.moderation import schedule as moderation_schedule
from kundenkreis.notifications import registry, schedule
from kundenkreis.offer import schedule as offer_schedule
from kundenkreis.pauses import schedule as pauses_schedule
from kundenkreis.payback import schedule as payback_schedule
from kundenkreis.payouts import schedule as payouts_schedule
from kundenkreis.reputation import schedule as reputation_schedule
from kundenkreis.rings import schedule as rings_schedule
from kundenkreis.search import schedule as search_schedule
from kundenkreis.series import schedule as series_schedule
from kundenkreis.spaces import schedule as spaces_schedule
from kundenkreis.stages.community import schedule as community_schedule
from kundenkreis.stages.desk import schedule as desk_schedule
from kundenkreis.stages.experts import schedule as experts_schedule
from kundenkreis.stages.knowledge import schedule as knowledge_schedule
from kundenkreis.stages.marketplace import schedule as marketplace_schedule
from kundenkreis.thanks import schedule as thanks_schedule
from kundenkreis.turnstiles import schedule as turnstiles_schedule
from kundenkreis.waiting import schedule as waiting_schedule
from kundenkreis.workload import schedule as workload_schedule

# What is looked at every minute, in every open brand.
SCHEDULES: list[registry.Schedule] = [
    schedule.tidy,
    turnstiles_schedule.due,
    ledger_schedule.due,
    payouts_schedule.due,
    bills_schedule.due,
    disputes_schedule.due,
    chargebacks_schedule.due,
    reputation_schedule.due,
    moderation_schedule.due,
    collusion_schedule.due,
    helpers_schedule.due,
    checks_schedule.due,
    drafts_schedule.due,
    search_schedule.due,
    contests_schedule.due,
    cases_schedule.due,
    offer_schedule.due,
    documents_schedule.due,
    knowledge_schedule.due,
    experts_schedule.due,
    marketplace_schedule.due,
    waiting_schedule.due,
    series_schedule.due,
    desk_schedule.due,
    lead_users_schedule.due,
    spaces_schedule.due,
    pauses_schedule.due,
    rings_schedule.due,
    circles_schedule.due,
    charter_schedule.due,
    elections_schedule.due,
    community_schedule.due,
    following_schedule.due,
    payback_schedule.due,
    workload_schedule.due,
    thanks_schedule.due,
    devices_schedule.due,
]
