"""What customers and helpers are told about another time for their visit."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "times_asked": NoticeText(
        subject=_("{helper} asks for another time for your visit"),
        body=_(
            "{package}: {helper} proposes {times}.\n\nTake one with one tap until {until}, or say that none suits. Until then your visit stays on {when}."
        ),
        action=_("Choose a time"),
        short=_("{helper} asks for another time: {times}. Please choose until {until}."),
        sms="yes",
    ),
    "times_asked_helper": NoticeText(
        subject=_("Another time? {place}, now {when}"),
        body=_(
            "The customer in {place} proposes {times} for: {package}.\n\nTake one with one tap until {until}, or say that none suits. Until then the visit stays on {when}."
        ),
        action=_("Choose a time"),
        short=_("{place}: another time? {times}. Please choose until {until}."),
        sms="fallback",
    ),
    "time_agreed": NoticeText(
        subject=_("New time agreed: {helper} comes on {when}"),
        body=_(
            "{package}: {helper} comes on {when}. The price stays {price}.\n\nYour word for the door is {code_word}. {helper} must say it before you let anyone in."
        ),
        action=_("See my visit"),
        short=_("{helper} comes on {when:day}, {when:clock}. Word for the door: {code_word}."),
        sms="yes",
        written=True,
    ),
    "time_agreed_helper": NoticeText(
        subject=_("New time agreed: {when}, {place}"),
        body=_("You visit a customer in {place} on {when}: {package}. Your calendar is changed."),
        action=_("See the visit"),
        short=_("New time agreed: {package}, {when:day}, {when:clock}, {place}."),
        sms="fallback",
    ),
    "times_declined": NoticeText(
        subject=_("None of your times suits: it stays on {when}"),
        body=_(
            "{name} cannot take any of the times that you proposed. {package} stays on {when}. You can propose other times."
        ),
        action=_("See the visit"),
    ),
    "times_expired": NoticeText(
        subject=_("No answer to your times: it stays on {when}"),
        body=_(
            "{name} did not answer in time. {package} stays on {when}. You can propose other times."
        ),
        action=_("See the visit"),
    ),
    "times_withdrawn": NoticeText(
        subject=_("You need not choose another time: it stays on {when}"),
        body=_("{name} does not ask for another time any more. {package} stays on {when}."),
        action=_("See the visit"),
    ),
}  # fmt: skip
