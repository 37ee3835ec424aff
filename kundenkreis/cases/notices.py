"""What people are told about their cases."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "case_received": NoticeText(
        subject=_("We have your case: {title}"),
        body=_(
            "Your reference is {reference}. On the page of your case you see who can help, what it costs and when.\n\nYou can open your case with this link at any time."
        ),
        action=_("Open my case"),
    ),
    "case_closed_quietly": NoticeText(
        subject=_("We have closed your case: {title}"),
        body=_(
            "No visit is agreed, and nobody has done anything for some time. So we have closed your case, reference {reference}.\n\nDo you still need help? Open it again at any time. All you told us is still there."
        ),
        action=_("See my case"),
    ),
    "case_answered": NoticeText(
        subject=_("{author} wrote to you: {title}"),
        body=_("{text}"),
        action=_("Read and answer"),
    ),
    "customer_wrote": NoticeText(
        subject=_("{author} wrote: {title}"),
        body=_("{text}"),
        action=_("Read and answer"),
    ),
    "case_closed_question": NoticeText(
        subject=_("Did it really help? {title}"),
        body=_(
            "You asked for help, reference {reference}. One question helps us to get better: did it really help? Only we read your answer.\n\nOne tap is enough. You need not sign in."
        ),
        action=_("Answer the question"),
        short=_("Did our help really help? One tap is enough"),
        sms="fallback",
        private=True,
    ),
    "case_question_again": NoticeText(
        subject=_("One question is still open: {title}"),
        body=_(
            "Did the help with {reference} really help? Only we read your answer. If you do not want to answer, you need not do anything. We do not ask again."
        ),
        action=_("Answer the question"),
        private=True,
    ),
    "trusted_asked": NoticeText(
        subject=_("May {customer} name you as trusted person?"),
        body=_(
            "{customer} asks you to help with visits and messages. You would get copies of messages. You never get codes for signing in.\n\nYou can say no, and you can end it at any time."
        ),
        action=_("Read and answer"),
        short=_("{customer} asks you to be the trusted person. Please read and answer"),
        sms="yes",
        private=True,
    ),
    "trusted_to_agree": NoticeText(
        subject=_("May {name} act for you?"),
        body=_(
            "Our team wrote down that {name} may act for you. This counts only once you agree.\n\nYou did not ask for this? Then you need not do anything."
        ),
        action=_("Read and answer"),
        short=_("May {name} act for you? Please read and answer"),
        sms="yes",
        private=True,
    ),
    "trusted_answered": NoticeText(
        subject=_("{name} is your trusted person now"),
        body=_(
            "{name} said yes. You are told of everything {name} does for you. You can end it at any time."
        ),
        action=_("Who may act for me"),
        private=True,
    ),
    "trusted_ended": NoticeText(
        subject=_("{name} does not act for {customer} any more"),
        body=_(
            "This was ended. From now on {name} sees nothing and decides nothing for {customer}."
        ),
        action=_("Who may act for me"),
        private=True,
    ),
}
