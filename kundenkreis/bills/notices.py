"""What customers are told about their bills."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "bill_issued": NoticeText(
        subject=_("Your bill: {owed}, please pay until {due}"),
        body=_(
            "The help is done. Please pay {owed} until {due}. Your reference is {reference}.\n\nThe bill has a payment slip with a code for your banking app."
        ),
        action=_("See the bill"),
    ),
    "bill_reminder": NoticeText(
        subject=_("Please do not forget your bill: {owed}"),
        body=_(
            "Your bill of {owed} was due on {due}. Please pay it now, with the reference {reference}.\n\nHave you paid in the last days? Then this mail crossed your payment. Questions? Call us: {phone}."
        ),
        action=_("See the bill"),
    ),
    "bill_reminder_again": NoticeText(
        subject=_("Second reminder: your bill of {owed} is not paid"),
        body=_(
            "Your bill of {owed} was due on {due}, and no payment came. Please pay it with the reference {reference}.\n\nIs something wrong, or is it too much at once? Please call us: {phone}. We find a way."
        ),
        action=_("See the bill"),
    ),
    "bill_paid": NoticeText(
        subject=_("Thank you: {amount} has arrived"),
        body=_("We received {amount} for your bill with the reference {reference}."),
        action=_("See the bill"),
    ),
}
