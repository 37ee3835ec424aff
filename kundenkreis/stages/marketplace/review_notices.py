"""What people are told about reviews that were answered or reported."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "review_replied": NoticeText(
        subject=_("{name} replied to your review"),
        body=_("You can read the reply of {name} to your review now: {package}."),
        action=_("Read it"),
    ),
    "review_reported": NoticeText(
        subject=_("A review was reported"),
        body=_("Somebody says that a review should not stand there: {reason} Please decide, with reasons."),
        action=_("Look and decide"),
        private=True,
    ),
    "review_hidden": NoticeText(
        subject=_("We no longer show your review: {package}"),
        body=_(
            "Somebody reported your review. A person of our team looked at it and hid it everywhere, for good. No program decided.\n\nReported as: {reason}\n\nOur reasons: {answer}\n\nIts stars count no longer. Do you see it differently? Write to {mail} or call {phone} within six months. Another person looks at it again, free of charge. You may also go to court or to a certified body."
        ),
        action=_("To the visit"),
        written=True,
        private=True,
    ),
    "review_hidden_other": NoticeText(
        subject=_("A review of your visit is hidden: {package}"),
        body=_("A person of our team looked at the review and hid it. Its stars count no longer.\n\nOur reasons: {answer}"),
        action=_("To the visit"),
    ),
    "review_restored": NoticeText(
        subject=_("Your review is shown again: {package}"),
        body=_("Another person of our team looked at it again.\n\nReason: {answer}"),
        action=_("To the visit"),
        written=True,
        private=True,
    ),
    "review_restored_other": NoticeText(
        subject=_("A review of your visit is shown again: {package}"),
        body=_("Another person of our team looked at it again.\n\nReason: {answer}"),
        action=_("To the visit"),
    ),
    "report_upheld": NoticeText(
        subject=_("You reported a review. We hid it"),
        body=_("A person of our team looked at it. Thank you for telling us.\n\nOur reasons: {answer}"),
        action=_("To the start page"),
        private=True,
    ),
    "report_not_upheld": NoticeText(
        subject=_("You reported a review. It stays"),
        body=_(
            "A person of our team looked at it.\n\nOur reasons: {answer}\n\nDo you see it differently? Write to {mail} or call {phone} within six months. Another person looks at it again, free of charge."
        ),
        action=_("To the start page"),
        private=True,
    ),
}  # fmt: skip
