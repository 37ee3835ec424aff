"""What those who wait are told."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "waiting_begun": NoticeText(
        subject=_("You are on the waiting list: {package}"),
        body=_(
            "You wait for a free time in {place}: {package}, until {until}.\n\nWhen a time is freed, we keep it for you alone and tell you at once. You need not do anything."
        ),
        action=_("See my place in the line"),
    ),
    "time_kept": NoticeText(
        subject=_("A time is free: {helper}, {when}"),
        body=_(
            "{helper} has time for you on {when}: {package}.\n\nWe keep this time for you alone until {until}. After that the next in line is asked."
        ),
        action=_("Take this time"),
        short=_("{helper} has time on {when:day}, {when:clock}. Kept for you until {until}."),
        sms="yes",
    ),
    "waiting_in_vain": NoticeText(
        subject=_("No time was freed: {package}"),
        body=_(
            "We are sorry: no time was freed for you in {place}. You can choose other days, another kind of help, or call us."
        ),
        action=_("See what else helps"),
    ),
}  # fmt: skip
