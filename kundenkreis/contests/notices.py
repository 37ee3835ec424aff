"""What people are told about contests."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "juror_named": NoticeText(
        subject=_("You are in the jury: {title}"),
        body=_(
            "You were named to the jury of this contest. From {begins} to {ends} you judge the ideas, with reasons that everyone reads.\n\nThen you cannot enter an idea of your own."
        ),
        action=_("See the contest"),
        private=True,
    ),
    "jury_begun": NoticeText(
        subject=_("Please judge now: {title}"),
        body=_("The members sorted out. Please judge the other ideas until {ends}."),
        action=_("See the ideas"),
        private=True,
    ),
    "contest_placed": NoticeText(
        subject=_("Place {place}: {title}"),
        body=_("The contest is decided. Your idea took place {place}.\n\n{text}"),
        action=_("See the result"),
        private=True,
    ),
    "contest_decided": NoticeText(
        subject=_("Decided: {title}"),
        body=_(
            "The contest is decided. Your idea did not come to the jury this time. Thank you for taking part.\n\n{text}"
        ),
        action=_("See the result"),
        private=True,
    ),
}
