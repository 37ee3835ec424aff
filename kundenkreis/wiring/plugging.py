"""Everything into its socket, once, when Django has loaded the tables."""

from kundenkreis.cases import keys as cases_keys
from kundenkreis.cases import queries as cases_queries
from kundenkreis.cases import socket as cases_socket
from kundenkreis.channels.demo.queries import ways_in
from kundenkreis.collusion import pages as collusion_pages
from kundenkreis.collusion import socket as collusion_socket
from kundenkreis.contests import events as contests_events
from kundenkreis.core import events
from kundenkreis.firms import queries as firms_queries
from kundenkreis.ideas import budgets as ideas_budgets
from kundenkreis.ideas import events as ideas_events
from kundenkreis.ledger import socket as ledger_socket
from kundenkreis.ledger import subjects as ledger_subjects
from kundenkreis.moderation import socket as moderation_socket
from kundenkreis.notifications import actions as notifications
from kundenkreis.notifications import registry
from kundenkreis.payback import papers as payback_papers
from kundenkreis.payback import queries as payback_queries
from kundenkreis.people import queries as people_queries
from kundenkreis.people import socket as people_socket
from kundenkreis.portraits import queries as portraits_queries
from kundenkreis.series import beside as series_beside
from kundenkreis.spaces import queries as spaces_queries
from kundenkreis.stages.community import events as community_events
from kundenkreis.stages.community import keys as community_keys
from kundenkreis.stages.experts import papers as experts_papers
from kundenkreis.stages.marketplace import beside as marketplace_beside
from kundenkreis.stages.marketplace import papers as marketplace_papers
from kundenkreis.stages.marketplace import standstill as marketplace_standstill
from kundenkreis.waiting import beside as waiting_beside
from kundenkreis.waiting import queries as waiting_queries
from kundenkreis.wiring.plugs import (
    FAVOURS,
    MODERATED,
    PERSONAL_DATA,
    PROVIDERS,
    STAGES,
    TRANSPORTS,
    WISHES,
)
from kundenkreis.wiring.reactions import REACTIONS
from kundenkreis.wiring.schedules import SCHEDULES
from kundenkreis.wiring.sentences import NOTICES


def plug_in() -> None:
    """Called once, when Django has loaded the tables."""
    events.record_with(notifications.record)
    registry.PERSONAL_PATHS[:] = [
        community_keys.personal_path,
        cases_keys.personal_path,
        spaces_queries.personal_path,
        people_queries.personal_path,
    ]
    registry.PICTURES[:] = [portraits_queries.picture]
    registry.COPIES[:] = [cases_queries.copies]
    registry.plug(REACTIONS, SCHEDULES, NOTICES, TRANSPORTS)
    people_socket.PLUGS[:] = PERSONAL_DATA
    moderation_socket.plug(*MODERATED, *WISHES)
    moderation_socket.ALSO[:] = [collusion_pages.waits]
    collusion_socket.plug(*FAVOURS)
    people_socket.WAYS_IN[:] = [ways_in]
    people_socket.SPEAKERS[:] = [firms_queries.speaks_for, payback_queries.speaks_for]
    ledger_socket.PROVIDERS.update(PROVIDERS)
    ledger_subjects.DESCRIBE.update(
        booking=marketplace_papers.about,
        consultation=experts_papers.about,
        payback=payback_papers.about,
    )
    # Taking part in any of these gives more votes for ideas.
    ideas_budgets.CONTRIBUTIONS[:] = [
        ideas_events.IdeaWritten.name,
        ideas_events.IdeaCommented.name,
        contests_events.ContestEntered.name,
        contests_events.WeakestMarked.name,
        community_events.QuestionAsked.name,
        community_events.AnswerGiven.name,
        community_events.KudosGiven.name,
    ]
    marketplace_beside.ON_BOOKING[:] = [series_beside.on_booking]
    marketplace_beside.ON_DAY[:] = [series_beside.on_day]
    marketplace_standstill.STILL_GOING[:] = [waiting_queries.waiting_cases]
    cases_socket.BESIDE[:] = [waiting_beside.on_case]
    cases_socket.LINES[:] = [series_beside.in_cases]
    cases_socket.STAGES.update({stage.name: stage for stage in STAGES})
