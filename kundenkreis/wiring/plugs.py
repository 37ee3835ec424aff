"""Plugs into sockets: stages, transports, providers, importers, what holds personal data, what can be reported."""

from kundenkreis.badges.personal_data import BadgesData
from kundenkreis.bills.personal_data import BillsData
from kundenkreis.bonds.personal_data import BondsData
from kundenkreis.brands.postal_codes import PostalCodesImporter
from kundenkreis.cases.personal_data import CasesData
from kundenkreis.cases.socket import Stage
from kundenkreis.certification.personal_data import CertificationData
from kundenkreis.channels.demo.personal_data import DemoData
from kundenkreis.chargebacks.personal_data import ChargebacksData
from kundenkreis.charter.moderated import CharterCommentText
from kundenkreis.charter.personal_data import CharterData
from kundenkreis.checks.personal_data import ChecksData
from kundenkreis.circles.personal_data import CirclesData
from kundenkreis.collusion.personal_data import CollusionData
from kundenkreis.collusion.socket import Favours
from kundenkreis.contests.favours import JuryFavours
from kundenkreis.contests.moderated import ContestEntryText
from kundenkreis.contests.personal_data import ContestsData
from kundenkreis.core.importer import Exporter, Importer
from kundenkreis.devices.personal_data import DevicesData
from kundenkreis.disputes.personal_data import DisputesData
from kundenkreis.documents.personal_data import DocumentsData
from kundenkreis.drafts.personal_data import DraftsData
from kundenkreis.duels.favours import DuelFavours
from kundenkreis.duels.personal_data import DuelsData
from kundenkreis.elections.personal_data import ElectionsData
from kundenkreis.firms.personal_data import FirmsData
from kundenkreis.following.personal_data import FollowingData
from kundenkreis.forums.importer import DiscourseImporter, NodebbImporter
from kundenkreis.forums.personal_data import ForumsData
from kundenkreis.guides.personal_data import GuidesData
from kundenkreis.guides.stage import GuidedKnowledge
from kundenkreis.helpers.imports.importer import HelpersImporter
from kundenkreis.helpers.personal_data import HelpersData
from kundenkreis.ideas.favours import VoteFavours
from kundenkreis.ideas.moderated import IdeaCommentText, IdeaText
from kundenkreis.ideas.personal_data import IdeasData
from kundenkreis.lead_users.personal_data import LeadUsersData
from kundenkreis.ledger.personal_data import LedgerData
from kundenkreis.ledger.providers.company.provider import Company
from kundenkreis.ledger.providers.invoice.provider import Invoice
from kundenkreis.ledger.providers.stripe.provider import Stripe
from kundenkreis.ledger.providers.test_card.provider import TestCard
from kundenkreis.ledger.providers.test_page.provider import TestPage
from kundenkreis.ledger.socket import Provider
from kundenkreis.media.personal_data import MediaData
from kundenkreis.moderation.moderated import NoticedAddress
from kundenkreis.moderation.personal_data import ModerationData
from kundenkreis.moderation.socket import Moderated
from kundenkreis.notifications.personal_data import NotificationsData
from kundenkreis.notifications.socket import Transport
from kundenkreis.notifications.transports.mail.transport import MailTransport
from kundenkreis.notifications.transports.push.transport import PushTransport
from kundenkreis.notifications.transports.sms.transport import SmsTransport
from kundenkreis.pauses.personal_data import PausesData
from kundenkreis.payback.personal_data import PaybackData
from kundenkreis.payouts.personal_data import PayoutsData
from kundenkreis.people.personal_data import PeopleData
from kundenkreis.people.socket import PersonalData
from kundenkreis.portraits.personal_data import PortraitsData
from kundenkreis.redress.personal_data import RedressData
from kundenkreis.reputation.personal_data import ReputationData
from kundenkreis.rings.moderated import RingText
from kundenkreis.rings.personal_data import RingsData
from kundenkreis.series.personal_data import SeriesData
from kundenkreis.signposts.personal_data import SignpostsData
from kundenkreis.spaces.moderated import (
    SpaceAnswerText,
    SpaceCommentText,
    SpaceQuestionText,
)
from kundenkreis.spaces.personal_data import SpacesData
from kundenkreis.stages.community.favours import KudosFavours, SolutionFavours
from kundenkreis.stages.community.moderated import AnswerText, CommentText, QuestionText
from kundenkreis.stages.community.personal_data import CommunityData
from kundenkreis.stages.community.stage import CommunityStage
from kundenkreis.stages.desk.personal_data import DeskData
from kundenkreis.stages.desk.stage import DeskStage
from kundenkreis.stages.experts.favours import ConsultationFavours
from kundenkreis.stages.experts.personal_data import ExpertsData
from kundenkreis.stages.experts.stage import ExpertsStage
from kundenkreis.stages.knowledge.folders.exporting import ArticlesExporter
from kundenkreis.stages.knowledge.folders.taking import HtmlImporter, MarkdownImporter
from kundenkreis.stages.knowledge.mallard.importer import MallardImporter
from kundenkreis.stages.knowledge.moderated import ArticleText
from kundenkreis.stages.knowledge.personal_data import KnowledgeData
from kundenkreis.stages.marketplace.favours import ReviewFavours
from kundenkreis.stages.marketplace.personal_data import MarketplaceData
from kundenkreis.stages.marketplace.stage import MarketplaceStage
from kundenkreis.thanks.personal_data import ThanksData
from kundenkreis.toolkits.favours import RatingFavours
from kundenkreis.toolkits.moderated import DesignText
from kundenkreis.toolkits.personal_data import ToolkitsData
from kundenkreis.training.personal_data import TrainingData
from kundenkreis.vouchers.personal_data import VouchersData
from kundenkreis.waiting.personal_data import WaitingData
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
    SpaceCommentText(),
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
