"""What customers and experts are told about consultations."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "consultation_offered": NoticeText(
        subject=_("Can you help? {topic}, you receive {share}"),
        body=_(
            "A customer asks for advice about {topic}. You receive {share}. Who accepts first helps.\n\nThe offer is open until {until}."
        ),
        action=_("Read and decide"),
    ),
    "consultation_gone": NoticeText(
        subject=_("Thank you, this case is taken care of: {topic}"),
        body=_("You need not answer any more. We ask you again soon."),
        action=_("My consultations"),
    ),
    "consultation_accepted": NoticeText(
        subject=_("{expert} helps you: {title}"),
        body=_(
            "{expert} has taken your case and writes to you soon. You can write to each other on the page of your case."
        ),
        action=_("Open my case"),
    ),
    "consultation_closed": NoticeText(
        subject=_("No expert could help: {title}"),
        body=_(
            "Nobody has taken your case in time. Nothing was charged: {amount} went back. Please choose another way on the page of your case."
        ),
        action=_("Choose another way"),
    ),
    "consultation_ended": NoticeText(
        subject=_("Did {expert} help? {title}"),
        body=_(
            "{expert} has ended the consultation. Please say whether it helped. If something was wrong, tell us within 24 hours: then the money waits."
        ),
        action=_("Rate the consultation"),
    ),
    "consultation_reviewed": NoticeText(
        subject=_("You were rated: {stars} of 5 stars"),
        body=_(
            "A customer has rated your consultation. Good ratings bring you more requests."
        ),
        action=_("Read the rating"),
    ),
    "consultation_complained": NoticeText(
        subject=_("A customer is not content: {topic}"),
        body=_(
            "A customer has complained about your consultation. A person of our team looks at it and decides. Until then the money waits."
        ),
        action=_("Open the consultation"),
    ),
    "consultation_paid": NoticeText(
        subject=_("{share} are yours: {topic}"),
        body=_("Your consultation is settled. You receive {share}."),
        action=_("See the statement"),
    ),
    "consultation_not_paid": NoticeText(
        subject=_("A consultation is not paid: {topic}"),
        body=_(
            "Our team has looked at the complaint and gives the money back to the customer. If you see it differently, please call us."
        ),
        action=_("See the statement"),
    ),
    "consultation_refunded": NoticeText(
        subject=_("You get {amount} back: {title}"),
        body=_("We have looked at your complaint. You get {amount} back."),
        action=_("Open my case"),
    ),
}
