"""What each room does when another announced something: one line a reaction."""

from kundenkreis.badges import events as badges_events
from kundenkreis.badges import reactions as badges_reactions
from kundenkreis.bills import events as bills_events
from kundenkreis.bills import reactions as bills_reactions
from kundenkreis.cases import reactions as cases_reactions
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
from kundenkreis.certification import events as certification_events
from kundenkreis.certification import reactions as certification_reactions
from kundenkreis.chargebacks import events as chargebacks_events
from kundenkreis.chargebacks import reactions as chargebacks_reactions
from kundenkreis.charter import events as charter_events
from kundenkreis.charter import reactions as charter_reactions
from kundenkreis.checks import events as checks_events
from kundenkreis.checks import reactions as checks_reactions
from kundenkreis.circles import events as circles_events
from kundenkreis.circles import reactions as circles_reactions
from kundenkreis.collusion import events as collusion_events
from kundenkreis.collusion import reactions as collusion_reactions
from kundenkreis.contests import events as contests_events
from kundenkreis.contests import reactions as contests_reactions
from kundenkreis.core.events import Event
from kundenkreis.disputes import events as disputes_events
from kundenkreis.documents import bill_reactions
from kundenkreis.documents import reactions as documents_reactions
from kundenkreis.elections import events as elections_events
from kundenkreis.elections import reactions as elections_reactions
from kundenkreis.firms import events as firms_events
from kundenkreis.firms import reactions as firms_reactions
from kundenkreis.following import events as following_events
from kundenkreis.following import reactions as following_reactions
from kundenkreis.helpers import events as helpers_events
from kundenkreis.helpers import reactions as helpers_reactions
from kundenkreis.ideas import events as ideas_events
from kundenkreis.ideas import reactions as ideas_reactions
from kundenkreis.lead_users import events as lead_users_events
from kundenkreis.lead_users import reactions as lead_users_reactions
from kundenkreis.ledger import events as ledger_events
from kundenkreis.lessons import reactions as lessons_reactions
from kundenkreis.moderation import events as moderation_events
from kundenkreis.moderation import outcome_reactions as moderation_outcomes
from kundenkreis.moderation import reactions as moderation_reactions
from kundenkreis.notifications import reactions as notifications_reactions
from kundenkreis.notifications import registry
from kundenkreis.pauses import events as pauses_events
from kundenkreis.payback import events as payback_events
from kundenkreis.payback import reactions as payback_reactions
from kundenkreis.payouts import events as payouts_events
from kundenkreis.payouts import reactions as payouts_reactions
from kundenkreis.people import events as people_events
from kundenkreis.people.events import SignInAsked
from kundenkreis.redress import events as redress_events
from kundenkreis.redress import reactions as redress_reactions
from kundenkreis.reputation import events as reputation_events
from kundenkreis.reputation import reactions as reputation_reactions
from kundenkreis.rings import events as rings_events
from kundenkreis.rings import reactions as rings_reactions
from kundenkreis.series import events as series_events
from kundenkreis.series import reactions as series_reactions
from kundenkreis.spaces import events as spaces_events
from kundenkreis.spaces import reactions as spaces_reactions
from kundenkreis.stages.community import badge_reactions as community_badges
from kundenkreis.stages.community import events as community_events
from kundenkreis.stages.community import outcome_reactions as community_outcomes
from kundenkreis.stages.community import reactions as community_reactions
from kundenkreis.stages.desk import reactions as desk_reactions
from kundenkreis.stages.desk.events import CallbackDue, CaseTaken
from kundenkreis.stages.experts import events as experts_events
from kundenkreis.stages.experts import reactions as experts_reactions
from kundenkreis.stages.knowledge import events as knowledge_events
from kundenkreis.stages.knowledge import outcome_reactions as knowledge_outcomes
from kundenkreis.stages.knowledge import reactions as knowledge_reactions
from kundenkreis.stages.marketplace import (
    dispute_reactions,
    outcome_reactions,
    review_reactions,
    tip_reactions,
)
from kundenkreis.stages.marketplace import events as marketplace_events
from kundenkreis.stages.marketplace import reactions as marketplace_reactions
from kundenkreis.stages.marketplace import redress_reactions as visits_made_good
from kundenkreis.stages.marketplace import supervision as marketplace_supervision
from kundenkreis.stages.marketplace import time_reactions as marketplace_times
from kundenkreis.thanks import events as thanks_events
from kundenkreis.thanks import reactions as thanks_reactions
from kundenkreis.training.events import TrainingTested
from kundenkreis.waiting import events as waiting_events
from kundenkreis.waiting import reactions as waiting_reactions
from kundenkreis.workload import events as workload_events
from kundenkreis.workload import reactions as workload_reactions

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
    spaces_events.SpaceCommentWritten: [spaces_reactions.tell_of_comment],
    pauses_events.PauseOver: [
        spaces_reactions.tell_meanwhile,
        circles_reactions.tell_invited_later,
    ],
    spaces_events.SpaceSolutionAccepted: [spaces_reactions.tell_of_solution],
    spaces_events.SpaceMemberWent: [spaces_reactions.tell_removed],
    spaces_events.SpaceKeeperNamed: [spaces_reactions.tell_keeper],
    spaces_events.SpaceEnded: [spaces_reactions.tell_of_end],
    elections_events.ElectionVoteOpened: [elections_reactions.tell_voters],
    elections_events.ElectionCounted: [elections_reactions.tell_candidates],
    elections_events.MandateEnded: [elections_reactions.tell_recalled],
    elections_events.RecallAsked: [elections_reactions.tell_of_petition],
    elections_events.RecallVoteOpened: [elections_reactions.tell_recall_voters],
    elections_events.RecallOver: [elections_reactions.tell_of_recall_over],
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
