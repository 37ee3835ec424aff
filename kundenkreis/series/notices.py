"""What the two people of a series are told."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "series_asked": NoticeText(
        subject=_("Regular visits? {customer} asks you: {package}"),
        body=_(
            "{customer} would like you to come regularly: {package}, {every}, {first:day} at {first:clock} for the first time, for the last time on {last:day}.\n\nPlease answer until {until}. You say yes once, for all of them. You can end it at any time."
        ),
        action=_("Look and answer"),
        short=_("{customer} would like regular visits: {every}. Please answer until {until}."),
        sms="fallback",
    ),
    "series_accepted": NoticeText(
        subject=_("{helper} comes regularly: {package}"),
        body=_(
            "{helper} comes {every}, {first:day} at {first:clock} for the first time. You need not do anything.\n\nEach visit costs {price} and can be cancelled on its own. We set the money aside five days before it. You can end it at any time."
        ),
        action=_("See all visits"),
        written=True,
    ),
    "series_declined": NoticeText(
        subject=_("{helper} cannot come regularly"),
        body=_(
            "{helper} cannot come {every}. Nothing was charged, and the visits you have agreed stay. You can ask somebody else after your next visit."
        ),
        action=_("See the visit"),
    ),
    "series_expired": NoticeText(
        subject=_("{helper} did not answer about regular visits"),
        body=_(
            "{helper} did not answer in time whether to come {every}. Nothing was charged, and the visits you have agreed stay."
        ),
        action=_("See the visit"),
    ),
    "series_next": NoticeText(
        subject=_("Your next regular visit: {helper}, {when:day}, {when:clock}"),
        body=_(
            "{helper} comes on {when}: {package}, {price}. You need not do anything.\n\nDoes it not suit you this time? You can cancel this visit on its page."
        ),
        action=_("See the visit"),
        written=True,
    ),
    "series_left_out": NoticeText(
        subject=_("No regular visit on {when:day}"),
        body=_(
            "On {when:day} there is no visit of {helper}. {why}\n\nWe show you other times for this day. The visits after it stay."
        ),
        action=_("See other times"),
        short=_("No visit of {helper} on {when:day}. We show you other times."),
        sms="yes",
    ),
    "series_ended": NoticeText(
        subject=_("The regular visits end: {package}"),
        body=_(
            "{name} has ended the regular visits ({package}, {every}). Visits that are still agreed stand on the page."
        ),
        action=_("See all visits"),
    ),
    "series_finished": NoticeText(
        subject=_("Your regular visits are over: {package}"),
        body=_(
            "The last regular visit of {helper} is over. Would you like to go on? You can begin anew on the page of the last visit."
        ),
        action=_("See all visits"),
    ),
}  # fmt: skip
