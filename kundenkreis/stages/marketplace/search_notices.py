"""What is said while whoever can come first is looked for."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "search_begun": NoticeText(
        subject=_("We look for whoever can come first"),
        body=_(
            "You ordered: {package}, {price}. We ask checked helpers near you, a few at a time.\n\nAs soon as one says yes, you get a message. If nobody can come, you get all money back."
        ),
        action=_("See how it goes"),
        written=True,
    ),
    "replacement_begun": NoticeText(
        subject=_("{helper} cannot come. We look for someone else"),
        body=_(
            "{helper} does not come. We ask checked helpers near you, a few at a time: {package}, {from:day}, between {from:clock} and {until:clock}.\n\nWhat was held for {helper} goes back, and {price} is set aside for whoever comes. If nobody can come, you get it back."
        ),
        action=_("See how it goes"),
        short=_("{helper} cannot come. We look for someone else and tell you who comes."),
        sms="yes",
        written=True,
    ),
    "search_failed": NoticeText(
        subject=_("We are sorry: nobody can come then"),
        body=_(
            "We asked everyone who was free near you: {package}. Nobody can come then. You get {price} back.\n\nYou can choose other times, talk to an expert, or call us. Your details are kept."
        ),
        action=_("See what else helps"),
        short=_(
            "Nobody can come then. You get {price} back. Choose other times or call us."
        ),
        sms="yes",
        written=True,
    ),
    "wave_asked": NoticeText(
        subject=_("Who can come first? {place}, {when}"),
        body=_(
            "Someone in {place} asks for: {package}, {when}, {price}.\n\nA few helpers are asked at the same time. The first yes counts, until {answer_by}. A no never counts against you."
        ),
        action=_("Answer"),
        short=_(
            "{place}, {when}: {package}, {price}. The first yes counts, until {answer_by}."
        ),
        sms="fallback",
    ),
    "another_was_faster": NoticeText(
        subject=_("Another helper was faster"),
        body=_(
            "Someone else goes to {place}: {package}. Thank you for being there. This does not count against you."
        ),
        action=_("My requests"),
    ),
    "search_withdrawn": NoticeText(
        subject=_("The request in {place} is withdrawn"),
        body=_(
            "The customer does not need this visit any more: {package}. You need not answer."
        ),
        action=_("My requests"),
    ),
}
