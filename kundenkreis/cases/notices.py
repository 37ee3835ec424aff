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
            "Your case {reference} is solved. One question helps us to get better: did it really help? Only we read your answer."
        ),
        action=_("Answer the question"),
    ),
}
