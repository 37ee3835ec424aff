"""What people are told about their texts, reports and objections."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

_REASONS = _(
    "Reason: {facts}\n\nBy which rule: {rule}\n\n{who}\n\nDo you see it differently? You can object until {last_day}. Somebody else then looks at it again. It costs nothing."
)
_READ = _("Read the decision and object")

NOTICES = {
    "text_hidden": NoticeText(
        subject=_("We no longer show your text: {title}"), body=_REASONS, action=_READ
    ),
    "text_removed": NoticeText(
        subject=_("We removed your text: {title}"), body=_REASONS, action=_READ
    ),
    "text_mended": NoticeText(
        subject=_("We took personal data out of your text: {title}"),
        body=_REASONS,
        action=_READ,
    ),
    "text_warned": NoticeText(
        subject=_("Please read our rules: {title}"), body=_REASONS, action=_READ
    ),
    "person_suspended": NoticeText(
        subject=_("You cannot write in public until {until}"), body=_REASONS, action=_READ
    ),
    "person_suspended_reporting": NoticeText(
        subject=_("You cannot report texts until {until}"), body=_REASONS, action=_READ
    ),
    "person_suspended_voting": NoticeText(
        subject=_("You cannot thank, vote or rate until {until}"),
        body=_REASONS,
        action=_READ,
    ),
    "person_warned": NoticeText(
        subject=_("Please read our rules"), body=_REASONS, action=_READ
    ),
    "text_restored": NoticeText(
        subject=_("Your text is shown again: {title}"),
        body=_("We looked at it again.\n\nReason: {facts}"),
        action=_("Read the decision"),
    ),
    "suspension_lifted": NoticeText(
        subject=_("You can write in public again"),
        body=_("We looked at it again.\n\nReason: {facts}"),
        action=_("Read the decision"),
    ),
    "suspension_lifted_reporting": NoticeText(
        subject=_("You can report texts again"),
        body=_("We looked at it again.\n\nReason: {facts}"),
        action=_("Read the decision"),
    ),
    "suspension_lifted_voting": NoticeText(
        subject=_("You can thank, vote and rate again"),
        body=_("We looked at it again.\n\nReason: {facts}"),
        action=_("Read the decision"),
    ),
    "appeal_decided": NoticeText(
        subject=_("We looked again: {outcome}"),
        body=_(
            "You objected to a decision. Somebody else looked at it.\n\nReason: {answer}\n\nDo you still see it differently? You can turn to a certified out-of-court body for disputes, or to a court."
        ),
        action=_("Read the decision"),
    ),
    "second_person": NoticeText(
        subject=_("A suspension waits for a second person"),
        body=_("It touches somebody's income. Somebody else than {name} has to agree."),
        action=_("To moderation"),
    ),
    "notice_received": NoticeText(
        subject=_("We received your notice {reference}"),
        body=_(
            "A person looks at what you reported. No machine decides. We write to you what she decides and why.\n\nThe page: {address}"
        ),
        action=_("See how it stands"),
    ),
    "notice_decided": NoticeText(
        subject=_("Your notice {reference}: {outcome}"),
        body=_(
            "A person looked at the page you reported.\n\nReason: {facts}\n\nDo you see it differently? You can object within six months. Somebody else then looks again. You can also turn to a certified out-of-court body for disputes, or to a court."
        ),
        action=_("See how it stands"),
    ),
    "report_decided": NoticeText(
        subject=_("Your report: {outcome}"),
        body=_("You reported the text «{title}». A person looked at it. Thank you."),
        action=_("To the questions"),
    ),
}
