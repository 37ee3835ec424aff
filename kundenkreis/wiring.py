"""The only module that knows every room: plugs into sockets, reactions onto events, sentences onto notices.

A new stage, transport, provider or reaction is one line here.
"""

from kundenkreis.badges import events as badges_events
from kundenkreis.badges import notices as badges_notices
from kundenkreis.badges import reactions as badges_reactions
from kundenkreis.badges.personal_data import BadgesData
from kundenkreis.bills import events as bills_events
from kundenkreis.bills import notices as bills_notices
from kundenkreis.bills import reactions as bills_reactions
from kundenkreis.bills import schedule as bills_schedule
from kundenkreis.bills.personal_data import BillsData
from kundenkreis.bonds.personal_data import BondsData
from kundenkreis.brands.postal_codes import PostalCodesImporter
from kundenkreis.cases import keys as cases_keys
from kundenkreis.cases import notices as cases_notices
from kundenkreis.cases import queries as cases_queries
from kundenkreis.cases import reactions as cases_reactions
from kundenkreis.cases import schedule as cases_schedule
from kundenkreis.cases import socket as cases_socket
from kundenkreis.cases.events import (
    AttemptEnded,
    CaseClosed,
    CaseClosedQuietly,
    CaseOpened,
    CaseReopened,
    CaseSolved,
    ContactLeft,
    FeedbackGiven,
    MessageWritten,
    QuestionDue,
)
from kundenkreis.cases.personal_data import CasesData
from kundenkreis.cases.socket import Stage
from kundenkreis.certification import events as certification_events
from kundenkreis.certification import notices as certification_notices
from kundenkreis.certification import reactions as certification_reactions
from kundenkreis.certification.personal_data import CertificationData
from kundenkreis.channels.demo.personal_data import DemoData
from kundenkreis.channels.demo.queries import ways_in
from kundenkreis.chargebacks import events as chargebacks_events
from kundenkreis.chargebacks import notices as chargebacks_notices
from kundenkreis.chargebacks import reactions as chargebacks_reactions
from kundenkreis.chargebacks import schedule as chargebacks_schedule
from kundenkreis.chargebacks.personal_data import ChargebacksData
from kundenkreis.charter import events as charter_events
from kundenkreis.charter import notices as charter_notices
from kundenkreis.charter import reactions as charter_reactions
from kundenkreis.charter import schedule as charter_schedule
from kundenkreis.charter.moderated import CharterCommentText
from kundenkreis.charter.personal_data import CharterData
from kundenkreis.checks import events as checks_events
from kundenkreis.checks import notices as checks_notices
from kundenkreis.checks import reactions as checks_reactions
from kundenkreis.checks import schedule as checks_schedule
from kundenkreis.checks.personal_data import ChecksData
from kundenkreis.circles import events as circles_events
from kundenkreis.circles import notices as circles_notices
from kundenkreis.circles import reactions as circles_reactions
from kundenkreis.circles import schedule as circles_schedule
from kundenkreis.circles.personal_data import CirclesData
from kundenkreis.collusion import events as collusion_events
from kundenkreis.collusion import notices as collusion_notices
from kundenkreis.collusion import pages as collusion_pages
from kundenkreis.collusion import reactions as collusion_reactions
from kundenkreis.collusion import schedule as collusion_schedule
from kundenkreis.collusion import socket as collusion_socket
from kundenkreis.collusion.personal_data import CollusionData
from kundenkreis.collusion.socket import Favours
from kundenkreis.contests import events as contests_events
from kundenkreis.contests import notices as contests_notices
from kundenkreis.contests import reactions as contests_reactions
from kundenkreis.contests import schedule as contests_schedule
from kundenkreis.contests.favours import JuryFavours
from kundenkreis.contests.moderated import ContestEntryText
from kundenkreis.contests.personal_data import ContestsData
from kundenkreis.core import events
from kundenkreis.core.events import Event
from kundenkreis.core.importer import Exporter, Importer
from kundenkreis.devices import schedule as devices_schedule
from kundenkreis.devices.personal_data import DevicesData
from kundenkreis.disputes import events as disputes_events
from kundenkreis.disputes import notices as disputes_notices
from kundenkreis.disputes import schedule as disputes_schedule
from kundenkreis.disputes.personal_data import DisputesData
from kundenkreis.documents import bill_reactions
from kundenkreis.documents import reactions as documents_reactions
from kundenkreis.documents import schedule as documents_schedule
from kundenkreis.documents.personal_data import DocumentsData
from kundenkreis.drafts import schedule as drafts_schedule
from kundenkreis.drafts.personal_data import DraftsData
from kundenkreis.duels.favours import DuelFavours
from kundenkreis.duels.personal_data import DuelsData
from kundenkreis.elections import events as elections_events
from kundenkreis.elections import notices as elections_notices
from kundenkreis.elections import reactions as elections_reactions
from kundenkreis.elections import schedule as elections_schedule
from kundenkreis.elections.personal_data import ElectionsData
from kundenkreis.firms import events as firms_events
from kundenkreis.firms import notices as firms_notices
from kundenkreis.firms import queries as firms_queries
from kundenkreis.firms import reactions as firms_reactions
from kundenkreis.firms.personal_data import FirmsData
from kundenkreis.following import events as following_events
from kundenkreis.following import notices as following_notices
from kundenkreis.following import reactions as following_reactions
from kundenkreis.following import schedule as following_schedule
from kundenkreis.following.personal_data import FollowingData
from kundenkreis.forums.importer import DiscourseImporter, NodebbImporter
from kundenkreis.forums.personal_data import ForumsData
from kundenkreis.guides.personal_data import GuidesData
from kundenkreis.guides.stage import GuidedKnowledge
from kundenkreis.helpers import events as helpers_events
from kundenkreis.helpers import notices as helpers_notices
from kundenkreis.helpers import reactions as helpers_reactions
from kundenkreis.helpers import schedule as helpers_schedule
from kundenkreis.helpers.imports.importer import HelpersImporter
from kundenkreis.helpers.personal_data import HelpersData
from kundenkreis.ideas import budgets as ideas_budgets
from kundenkreis.ideas import events as ideas_events
from kundenkreis.ideas import notices as ideas_notices
from kundenkreis.ideas import reactions as ideas_reactions
from kundenkreis.ideas.favours import VoteFavours
from kundenkreis.ideas.moderated import IdeaCommentText, IdeaText
from kundenkreis.ideas.personal_data import IdeasData
from kundenkreis.lead_users import events as lead_users_events
from kundenkreis.lead_users import notices as lead_users_notices
from kundenkreis.lead_users import reactions as lead_users_reactions
from kundenkreis.lead_users import schedule as lead_users_schedule
from kundenkreis.lead_users.personal_data import LeadUsersData
from kundenkreis.ledger import events as ledger_events
from kundenkreis.ledger import schedule as ledger_schedule
from kundenkreis.ledger import socket as ledger_socket
from kundenkreis.ledger import subjects as ledger_subjects
from kundenkreis.ledger.personal_data import LedgerData
from kundenkreis.ledger.providers.company.provider import Company
from kundenkreis.ledger.providers.invoice.provider import Invoice
from kundenkreis.ledger.providers.stripe.provider import Stripe
from kundenkreis.ledger.providers.test_card.provider import TestCard
from kundenkreis.ledger.providers.test_page.provider import TestPage
from kundenkreis.ledger.socket import Provider
from kundenkreis.lessons import notices as lessons_notices
from kundenkreis.lessons import reactions as lessons_reactions
from kundenkreis.media.personal_data import MediaData
from kundenkreis.moderation import events as moderation_events
from kundenkreis.moderation import notices as moderation_notices
from kundenkreis.moderation import outcome_reactions as moderation_outcomes
from kundenkreis.moderation import reactions as moderation_reactions
from kundenkreis.moderation import schedule as moderation_schedule
from kundenkreis.moderation import socket as moderation_socket
from kundenkreis.moderation.moderated import NoticedAddress
from kundenkreis.moderation.personal_data import ModerationData
from kundenkreis.moderation.socket import Moderated
from kundenkreis.notifications import actions as notifications
from kundenkreis.notifications import reactions as notifications_reactions
from kundenkreis.notifications import registry, schedule
from kundenkreis.notifications.personal_data import NotificationsData
from kundenkreis.notifications.socket import Transport
from kundenkreis.notifications.transports.mail.transport import MailTransport
from kundenkreis.notifications.transports.push.transport import PushTransport
from kundenkreis.notifications.transports.sms.transport import SmsTransport
from kundenkreis.offer import schedule as offer_schedule
from kundenkreis.pauses.personal_data import PausesData
from kundenkreis.payback import events as payback_events
from kundenkreis.payback import notices as payback_notices
from kundenkreis.payback import papers as payback_papers
from kundenkreis.payback import queries as payback_queries
from kundenkreis.payback import reactions as payback_reactions
from kundenkreis.payback import schedule as payback_schedule
from kundenkreis.payback.personal_data import PaybackData
from kundenkreis.payouts import events as payouts_events
from kundenkreis.payouts import notices as payouts_notices
from kundenkreis.payouts import reactions as payouts_reactions
from kundenkreis.payouts import schedule as payouts_schedule
from kundenkreis.payouts.personal_data import PayoutsData
from kundenkreis.people import events as people_events
from kundenkreis.people import queries as people_queries
from kundenkreis.people import socket as people_socket
from kundenkreis.people.events import SignInAsked
from kundenkreis.people.personal_data import PeopleData
from kundenkreis.people.socket import PersonalData
from kundenkreis.portraits import queries as portraits_queries
from kundenkreis.portraits.personal_data import PortraitsData
from kundenkreis.redress import events as redress_events
from kundenkreis.redress import notices as redress_notices
from kundenkreis.redress import reactions as redress_reactions
from kundenkreis.redress.personal_data import RedressData
from kundenkreis.reputation import events as reputation_events
from kundenkreis.reputation import notices as reputation_notices
from kundenkreis.reputation import reactions as reputation_reactions
from kundenkreis.reputation import schedule as reputation_schedule
from kundenkreis.reputation.personal_data import ReputationData
from kundenkreis.rings import events as rings_events
from kundenkreis.rings import notices as rings_notices
from kundenkreis.rings import reactions as rings_reactions
from kundenkreis.rings import schedule as rings_schedule
from kundenkreis.rings.moderated import RingText
from kundenkreis.rings.personal_data import RingsData
from kundenkreis.search import schedule as search_schedule
from kundenkreis.series import beside as series_beside
from kundenkreis.series import events as series_events
from kundenkreis.series import notices as series_notices
from kundenkreis.series import reactions as series_reactions
from kundenkreis.series import schedule as series_schedule
from kundenkreis.series.personal_data import SeriesData
from kundenkreis.signposts.personal_data import SignpostsData
from kundenkreis.spaces import events as spaces_events
from kundenkreis.spaces import notices as spaces_notices
from kundenkreis.spaces import queries as spaces_queries
from kundenkreis.spaces import reactions as spaces_reactions
from kundenkreis.spaces import schedule as spaces_schedule
from kundenkreis.spaces.moderated import SpaceAnswerText, SpaceQuestionText
from kundenkreis.spaces.personal_data import SpacesData
from kundenkreis.stages.community import badge_reactions as community_badges
from kundenkreis.stages.community import events as community_events
from kundenkreis.stages.community import keys as community_keys
from kundenkreis.stages.community import notices as community_notices
from kundenkreis.stages.community import outcome_reactions as community_outcomes
from kundenkreis.stages.community import reactions as community_reactions
from kundenkreis.stages.community import schedule as community_schedule
from kundenkreis.stages.community.favours import KudosFavours, SolutionFavours
from kundenkreis.stages.community.moderated import AnswerText, CommentText, QuestionText
from kundenkreis.stages.community.personal_data import CommunityData
from kundenkreis.stages.community.stage import CommunityStage
from kundenkreis.stages.desk import notices as desk_notices
from kundenkreis.stages.desk import reactions as desk_reactions
from kundenkreis.stages.desk import schedule as desk_schedule
from kundenkreis.stages.desk.events import CallbackDue, CaseTaken
from kundenkreis.stages.desk.personal_data import DeskData
from kundenkreis.stages.desk.stage import DeskStage
from kundenkreis.stages.experts import events as experts_events
from kundenkreis.stages.experts import notices as experts_notices
from kundenkreis.stages.experts import papers as experts_papers
from kundenkreis.stages.experts import reactions as experts_reactions
from kundenkreis.stages.experts import schedule as experts_schedule
from kundenkreis.stages.experts.favours import ConsultationFavours
from kundenkreis.stages.experts.personal_data import ExpertsData
from kundenkreis.stages.experts.stage import ExpertsStage
from kundenkreis.stages.knowledge import events as knowledge_events
from kundenkreis.stages.knowledge import notices as knowledge_notices
from kundenkreis.stages.knowledge import outcome_reactions as knowledge_outcomes
from kundenkreis.stages.knowledge import reactions as knowledge_reactions
from kundenkreis.stages.knowledge import schedule as knowledge_schedule
from kundenkreis.stages.knowledge.folders.exporting import ArticlesExporter
from kundenkreis.stages.knowledge.folders.taking import HtmlImporter, MarkdownImporter
from kundenkreis.stages.knowledge.mallard.importer import MallardImporter
from kundenkreis.stages.knowledge.moderated import ArticleText
from kundenkreis.stages.knowledge.personal_data import KnowledgeData
from kundenkreis.stages.marketplace import beside as marketplace_beside
from kundenkreis.stages.marketplace import (
    dispute_reactions,
    outcome_reactions,
    review_notices,
    review_reactions,
    tip_reactions,
)
from kundenkreis.stages.marketplace import events as marketplace_events
from kundenkreis.stages.marketplace import notices as marketplace_notices
from kundenkreis.stages.marketplace import papers as marketplace_papers
from kundenkreis.stages.marketplace import reactions as marketplace_reactions
from kundenkreis.stages.marketplace import redress_reactions as visits_made_good
from kundenkreis.stages.marketplace import schedule as marketplace_schedule
from kundenkreis.stages.marketplace import standstill as marketplace_standstill
from kundenkreis.stages.marketplace import supervision as marketplace_supervision
from kundenkreis.stages.marketplace import time_reactions as marketplace_times
from kundenkreis.stages.marketplace.favours import ReviewFavours
from kundenkreis.stages.marketplace.personal_data import MarketplaceData
from kundenkreis.stages.marketplace.stage import MarketplaceStage
from kundenkreis.thanks import events as thanks_events
from kundenkreis.thanks import notices as thanks_notices
from kundenkreis.thanks import reactions as thanks_reactions
from kundenkreis.thanks import schedule as thanks_schedule
from kundenkreis.thanks.personal_data import ThanksData
from kundenkreis.toolkits.favours import RatingFavours
from kundenkreis.toolkits.moderated import DesignText
from kundenkreis.toolkits.personal_data import ToolkitsData
from kundenkreis.training.events import TrainingTested
from kundenkreis.training.personal_data import TrainingData
from kundenkreis.turnstiles import schedule as turnstiles_schedule
from kundenkreis.vouchers.personal_data import VouchersData
from kundenkreis.waiting import beside as waiting_beside
from kundenkreis.waiting import events as waiting_events
from kundenkreis.waiting import notices as waiting_notices
from kundenkreis.waiting import queries as waiting_queries
from kundenkreis.waiting import reactions as waiting_reactions
from kundenkreis.waiting import schedule as waiting_schedule
from kundenkreis.waiting.personal_data import WaitingData
from kundenkreis.workload import events as workload_events
from kundenkreis.workload import notices as workload_notices
from kundenkreis.workload import reactions as workload_reactions
from kundenkreis.workload import schedule as workload_schedule
from kundenkreis.workload.personal_data import WorkloadData

# The five forms of help, by name. Which of them a brand offers, and in which order, is data.
STAGES: list[Stage] = [
    GuidedKnowledge(),
    CommunityStage(),
    ExpertsStage(),
    MarketplaceStage(),
    DeskStage(),
]

# Every room that keeps something about people, ground floor first.
PERSONAL_DATA: list[PersonalData] = [
    PeopleData(),
    NotificationsData(),
    LedgerData(),
    PayoutsData(),
    BillsData(),
    DisputesData(),
    RedressData(),
    ChargebacksData(),
    VouchersData(),
    PausesData(),
    ReputationData(),
    BadgesData(),
    ModerationData(),
    CollusionData(),
    MediaData(),
    HelpersData(),
    PortraitsData(),
    FirmsData(),
    ChecksData(),
    BondsData(),
    TrainingData(),
    CertificationData(),
    ToolkitsData(),
    ContestsData(),
    IdeasData(),
    DuelsData(),
    DraftsData(),
    CasesData(),
    DocumentsData(),
    DemoData(),
    KnowledgeData(),
    CommunityData(),
    FollowingData(),
    PaybackData(),
    WorkloadData(),
    ThanksData(),
    ForumsData(),
    ExpertsData(),
    WaitingData(),
    SeriesData(),
    GuidesData(),
    SignpostsData(),
    DevicesData(),
    MarketplaceData(),
    DeskData(),
    LeadUsersData(),
    SpacesData(),
    RingsData(),
    CirclesData(),
    CharterData(),
    ElectionsData(),
]

# What may be reported and decided about, by kind.
MODERATED: list[Moderated] = [
    NoticedAddress(),
    QuestionText(),
    AnswerText(),
    CommentText(),
    ArticleText(),
    SpaceQuestionText(),
    SpaceAnswerText(),
    RingText(),
    CharterCommentText(),
]

# Ways to pay, by name.
PROVIDERS: dict[str, Provider] = {
    "company": Company(),
    "invoice": Invoice(),
    "stripe": Stripe(),
    "test_card": TestCard(),
    "test_page": TestPage(),
}

# The same, of what customers wish for.
WISHES: list[Moderated] = [IdeaText(), IdeaCommentText(), ContestEntryText(), DesignText()]

# Thanks, votes and ratings, by kind: who benefits whom.
FAVOURS: list[Favours] = [
    KudosFavours(),
    SolutionFavours(),
    VoteFavours(),
    DuelFavours(),
    JuryFavours(),
    RatingFavours(),
    ReviewFavours(),
    ConsultationFavours(),
]

# Ways out to people, in the order in which they are tried.
TRANSPORTS: list[Transport] = [
    MailTransport(),
    PushTransport(),
    SmsTransport(),
]

# Who does something when an event was announced.
REACTIONS: dict[type[Event], list[registry.Reaction]] = {
    SignInAsked: [notifications_reactions.send_sign_in_code],
    CaseOpened: [cases_reactions.confirm_case],
    ContactLeft: [cases_reactions.confirm_case],
    MessageWritten: [cases_reactions.pass_message_on],
    CaseSolved: [
        marketplace_reactions.end_search_with_case,
        experts_reactions.call_off,
        desk_reactions.let_go,
        knowledge_reactions.count_again,
    ],
    CaseClosed: [
        marketplace_reactions.end_search_with_case,
        experts_reactions.call_off,
        desk_reactions.let_go,
        community_reactions.end_with_case,
    ],
    CaseReopened: [
        community_reactions.begin_again_with_case,
        outcome_reactions.weigh_reopening,
        knowledge_reactions.count_again,
    ],
    CaseClosedQuietly: [cases_reactions.say_that_it_is_closed],
    QuestionDue: [cases_reactions.ask_whether_it_helped],
    AttemptEnded: [knowledge_reactions.count_again],
    community_events.QuestionAsked: [
        community_reactions.keep_findable,
        community_reactions.call_mentors,
        following_reactions.tell_of_question,
    ],
    knowledge_events.RevisionSent: [knowledge_reactions.ask_for_review],
    knowledge_events.RevisionApproved: [knowledge_outcomes.note_approved],
    knowledge_events.RevisionReturned: [
        knowledge_reactions.tell_of_return,
        knowledge_outcomes.note_returned,
    ],
    knowledge_events.ArticlePublished: [
        knowledge_reactions.thank_author,
        knowledge_outcomes.note_published,
        lessons_reactions.thank,
    ],
    knowledge_events.ReviewsDue: [knowledge_reactions.tell_of_reviews],
    knowledge_events.ArticlesExpired: [knowledge_reactions.tell_of_reviews],
    community_events.TextEdited: [community_reactions.keep_findable],
    community_events.AnswerGiven: [
        community_reactions.keep_findable,
        community_reactions.pass_answer_on,
        community_reactions.call_mentioned,
        following_reactions.tell_of_answer,
    ],
    community_events.CommentWritten: [
        community_reactions.pass_comment_on,
        community_reactions.call_mentioned,
    ],
    community_events.SolutionAccepted: [
        community_reactions.keep_findable,
        community_reactions.spread_solution,
        community_outcomes.note_solution,
        community_badges.give,
    ],
    community_events.SolutionConfirmed: [
        community_outcomes.note_solution,
        community_badges.give,
    ],
    community_events.KudosGiven: [community_badges.give],
    badges_events.BadgeGiven: [badges_reactions.tell],
    payback_events.PaybackMonthClosed: [payback_reactions.tell_of_month],
    payback_events.PointsRedeemed: [payback_reactions.tell_of_redemption],
    workload_events.WorkloadHigh: [workload_reactions.tell],
    thanks_events.MemberThanked: [thanks_reactions.tell],
    community_events.QuestionSorted: [
        community_reactions.keep_findable,
        community_outcomes.note_sorting,
    ],
    community_events.QuestionMerged: [
        community_reactions.keep_both_findable,
        community_reactions.tell_of_merge,
        community_outcomes.note_merge,
    ],
    community_events.QuestionParted: [
        community_reactions.keep_both_findable,
        community_outcomes.note_parting,
    ],
    community_events.QuestionReleased: [
        community_reactions.keep_findable,
        community_reactions.tell_of_release,
        community_outcomes.note_release,
        following_reactions.tell_of_question,
    ],
    community_events.SolutionAwaited: [community_reactions.ask_for_solution],
    community_events.SolutionWithdrawn: [
        community_reactions.keep_findable,
        community_outcomes.note_withdrawal,
        community_badges.take_back,
    ],
    community_events.ContentHidden: [
        community_reactions.keep_findable,
        community_outcomes.note_removal,
    ],
    community_events.ContentRestored: [community_reactions.keep_findable],
    collusion_events.CollusionFound: [collusion_reactions.tell_moderators],
    reputation_events.AbilityGiven: [reputation_reactions.tell_given],
    reputation_events.AbilityEnded: [reputation_reactions.tell_ended],
    reputation_events.AbilityContested: [reputation_reactions.call_managers],
    reputation_events.AbilityContestDecided: [reputation_reactions.tell_decided],
    moderation_events.ContentDecided: [
        moderation_outcomes.note_reports,
        moderation_reactions.tell_author,
        moderation_reactions.tell_reporters,
        moderation_reactions.tell_notifiers,
    ],
    moderation_events.NoticeReceived: [moderation_reactions.confirm_notice],
    moderation_events.SuspensionProposed: [moderation_reactions.ask_second_person],
    moderation_events.AppealDecided: [
        moderation_reactions.tell_of_appeal,
        moderation_outcomes.note_appeal,
    ],
    ideas_events.IdeaWritten: [ideas_reactions.keep_findable],
    ideas_events.IdeaChanged: [ideas_reactions.keep_findable],
    ideas_events.IdeaMoved: [ideas_reactions.tell_of_step],
    ideas_events.IdeaAnswered: [ideas_reactions.tell_of_answer],
    ideas_events.IdeaCommented: [ideas_reactions.tell_of_comment],
    ideas_events.IdeaMerged: [
        ideas_reactions.keep_findable,
        ideas_reactions.tell_of_merger,
    ],
    ideas_events.IdeaSeparated: [ideas_reactions.keep_findable],
    contests_events.JurorNamed: [contests_reactions.tell_juror],
    contests_events.JuryBegun: [contests_reactions.tell_jury],
    contests_events.ContestDecided: [contests_reactions.tell_entrants],
    lead_users_events.LeadUserDecided: [lead_users_reactions.tell_candidate],
    lead_users_events.LeadPostWritten: [lead_users_reactions.tell_members],
    spaces_events.SpaceInvited: [spaces_reactions.tell_invited],
    spaces_events.SpaceQuestionAsked: [spaces_reactions.tell_of_question],
    spaces_events.SpaceAnswerGiven: [
        spaces_reactions.tell_of_answer,
        circles_reactions.note_answer,
    ],
    spaces_events.SpaceSolutionAccepted: [spaces_reactions.tell_of_solution],
    spaces_events.SpaceMemberWent: [spaces_reactions.tell_removed],
    spaces_events.SpaceKeeperNamed: [spaces_reactions.tell_keeper],
    spaces_events.SpaceEnded: [spaces_reactions.tell_of_end],
    elections_events.ElectionVoteOpened: [elections_reactions.tell_voters],
    elections_events.ElectionCounted: [elections_reactions.tell_candidates],
    elections_events.MandateEnded: [elections_reactions.tell_recalled],
    charter_events.CharterVoteOpened: [charter_reactions.tell_voters],
    charter_events.CharterCounted: [charter_reactions.tell_managers],
    charter_events.CharterDecided: [charter_reactions.tell_of_decision],
    circles_events.CircleInvited: [circles_reactions.tell_invited],
    circles_events.DirectLineWritten: [circles_reactions.tell_team],
    circles_events.DirectLineDue: [circles_reactions.tell_of_promise],
    rings_events.RingSent: [rings_reactions.pass_on],
    rings_events.RingDigestDue: [rings_reactions.send_digest],
    following_events.DigestDue: [following_reactions.send_digest],
    experts_events.ConsultationOffered: [experts_reactions.ask_expert],
    experts_events.ConsultationOfferEnded: [experts_reactions.spare_expert],
    experts_events.ConsultationAccepted: [experts_reactions.introduce_expert],
    experts_events.ConsultationClosed: [experts_reactions.console_customer],
    experts_events.ConsultationEnded: [experts_reactions.ask_for_review],
    experts_events.ConsultationReviewed: [experts_reactions.show_review],
    experts_events.ConsultationComplained: [experts_reactions.warn_expert],
    experts_events.ConsultationSettled: [experts_reactions.tell_money],
    people_events.TrustedPersonInvited: [cases_reactions.ask_both],
    people_events.TrustedPersonAnswered: [cases_reactions.tell_of_answer],
    people_events.TrustedPersonEnded: [cases_reactions.tell_of_end],
    ledger_events.FundsCaptured: [
        bills_reactions.bill_what_is_owed,
        redress_reactions.spend_credit,
        documents_reactions.document_money,
    ],
    ledger_events.FundsRefunded: [documents_reactions.document_money],
    ledger_events.PaymentLost: [bills_reactions.bill_what_is_owed],
    bills_events.BillIssued: [bill_reactions.tell_of_bill],
    bills_events.BillReminded: [bill_reactions.tell_of_bill],
    bills_events.BillPaid: [bill_reactions.tell_of_bill],
    ledger_events.PaymentContested: [chargebacks_reactions.ask_provider],
    chargebacks_events.ChargebackOpened: [chargebacks_reactions.tell_team],
    chargebacks_events.ChargebackEnded: [
        chargebacks_reactions.tell_team,
        documents_reactions.document_loss,
    ],
    redress_events.RefundAsked: [visits_made_good.tell_of_refund],
    redress_events.RefundMade: [visits_made_good.tell_of_refund],
    redress_events.MadeGood: [visits_made_good.tell_of_make_good],
    disputes_events.DisputeMoved: [dispute_reactions.tell_of_dispute],
    payouts_events.PayoutAccountSet: [payouts_reactions.tell_of_account],
    payouts_events.PayoutBatchReleased: [payouts_reactions.send_released],
    payouts_events.PayoutSent: [payouts_reactions.tell_of_payout],
    payouts_events.PayoutReturned: [payouts_reactions.tell_of_payout],
    helpers_events.CalendarDue: [helpers_reactions.read_calendar],
    helpers_events.ContestAnswered: [helpers_reactions.tell_of_answer],
    helpers_events.HelpersImported: [helpers_reactions.invite],
    helpers_events.HelperVerified: [
        helpers_reactions.tell_of_check,
        certification_reactions.go_on_when_checked,
    ],
    helpers_events.VerificationRevoked: [helpers_reactions.tell_of_check],
    firms_events.TechnicianInvited: [firms_reactions.tell_technician],
    firms_events.DispatcherNamed: [firms_reactions.tell_dispatcher],
    firms_events.TechnicianJoined: [firms_reactions.tell_firm],
    firms_events.TechnicianDeclined: [firms_reactions.tell_firm],
    firms_events.TechnicianLeft: [firms_reactions.tell_of_leaving],
    TrainingTested: [certification_reactions.go_on_when_trained],
    certification_events.CertificationMoved: [certification_reactions.tell_of_step],
    certification_events.SupervisedVisitDone: [certification_reactions.ask_supervisor],
    certification_events.SupervisedVisitSeen: [certification_reactions.tell_how_it_was],
    certification_events.StepContestAnswered: [certification_reactions.tell_of_answer],
    checks_events.DocumentDeclined: [checks_reactions.tell_of_decline],
    checks_events.CheckEnding: [checks_reactions.remind_of_end],
    FeedbackGiven: [outcome_reactions.weigh_private_answer],
    marketplace_events.DispatchBegun: [marketplace_reactions.tell_search_begun],
    marketplace_events.WaveSent: [marketplace_reactions.ask_wave],
    marketplace_events.DispatchEnded: [marketplace_reactions.tell_search_ended],
    ledger_events.PaymentHeld: [
        marketplace_reactions.go_on_when_paid,
        tip_reactions.keep_paid_tip,
    ],
    ledger_events.PaymentReturned: [marketplace_reactions.tell_of_late_money],
    marketplace_events.BookingMoved: [
        marketplace_reactions.replace_helper,
        marketplace_reactions.tell_both,
        visits_made_good.make_good,
        marketplace_supervision.note_first_visit,
        waiting_reactions.serve_freed,
        waiting_reactions.settle_with_booking,
    ],
    helpers_events.HoursChanged: [waiting_reactions.serve_new_hours],
    waiting_events.WaitingBegun: [waiting_reactions.say_that_she_waits],
    waiting_events.TimeKept: [waiting_reactions.offer_kept_time],
    waiting_events.TimeGivenUp: [waiting_reactions.serve_new_hours],
    waiting_events.WaitingEnded: [waiting_reactions.say_that_nothing_came],
    series_events.SeriesAsked: [series_reactions.ask_helper],
    series_events.SeriesAccepted: [series_reactions.tell_accepted],
    series_events.SeriesDayDecided: [series_reactions.tell_of_day],
    series_events.SeriesEnded: [series_reactions.tell_ended],
    marketplace_events.TimesProposed: [marketplace_times.ask_other_side],
    marketplace_events.TimesAnswered: [marketplace_times.tell_of_times],
    marketplace_events.ExtraProposed: [marketplace_reactions.ask_about_extra],
    marketplace_events.ExtraAnswered: [marketplace_reactions.tell_of_answer],
    marketplace_events.TipGiven: [tip_reactions.tell_of_tip],
    marketplace_events.ConcernRaised: [marketplace_reactions.alarm_team],
    marketplace_events.VisitPriceDue: [marketplace_reactions.ask_to_pay],
    marketplace_events.VisitReminded: [marketplace_reactions.remind_of_visit],
    marketplace_events.TechnicianSpared: [marketplace_reactions.spare_technician],
    marketplace_events.CompanionNamed: [marketplace_reactions.tell_companion],
    marketplace_events.CompanionSpared: [marketplace_reactions.tell_companion],
    marketplace_events.SignOffAwaited: [marketplace_reactions.remind],
    marketplace_events.ReviewReplied: [review_reactions.tell_of_reply],
    marketplace_events.ReviewReported: [review_reactions.tell_team_of_report],
    marketplace_events.ReviewReportDecided: [review_reactions.tell_of_decision],
    marketplace_events.ReviewRevealed: [marketplace_reactions.tell_of_review],
    CaseTaken: [desk_reactions.introduce_agent],
    CallbackDue: [desk_reactions.remind_agents],
}

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

# What `kundenkreis import KIND` can take in.
IMPORTERS: dict[str, Importer] = {
    "discourse": DiscourseImporter(),
    "nodebb": NodebbImporter(),
    "helpers": HelpersImporter(),
    "html": HtmlImporter(),
    "mallard": MallardImporter(),
    "markdown": MarkdownImporter(),
    "postal-codes": PostalCodesImporter(),
}


# What `kundenkreis export KIND` can write.
EXPORTERS: dict[str, Exporter] = {"articles": ArticlesExporter()}


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
