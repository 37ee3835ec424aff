"""What is said of a firm's visit: who of its technicians comes, who goes along, who need not."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "technician_named": NoticeText(
        subject=_("{helper} of {firm} comes to you"),
        body=_(
            "{helper} of {firm} comes on {when}: {package}. {checks}\n\nYour word for the door is {code_word}. {helper} must say it before you let anyone in."
        ),
        action=_("See who comes"),
        short=_("{helper} of {firm} comes on {when:day}, {when:clock}."),
        sms="yes",
        written=True,
    ),
    "technician_assigned": NoticeText(
        subject=_("You go to {place} on {when}"),
        body=_(
            "Your firm assigned this visit to you: {package}, {when}, in {place}. You find the address on its page."
        ),
        action=_("See the visit"),
        short=_("{place}, {when}: {package}. Your firm assigned this visit to you."),
        sms="fallback",
        written=True,
    ),
    "technician_spared": NoticeText(
        subject=_("Somebody else goes to {place}"),
        body=_(
            "Your firm sends somebody else to {place} on {when}: {package}. Your time is free again."
        ),
        action=_("My day"),
        written=True,
    ),
    "companion_named": NoticeText(
        subject=_("You go along to {place} on {when}"),
        body=_(
            "{helper} and you go there together: {package}, {when}, in {place}. {helper} takes the steps on the telephone."
        ),
        action=_("See the visit"),
        short=_("{place}, {when}: {package}. You go along with {helper}."),
        sms="fallback",
        written=True,
    ),
    "companion_spared": NoticeText(
        subject=_("You do not go along to {place}"),
        body=_(
            "The visit in {place} on {when} needs you no longer: {package}. Your time is free again."
        ),
        action=_("My day"),
        written=True,
    ),
}
