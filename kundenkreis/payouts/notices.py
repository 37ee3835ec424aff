"""What people are told about their payouts."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "payout_account_first": NoticeText(
        subject=_("Your bank account is known now: {account}"),
        body=_(
            "What you earn goes to {account} with the next payout.\n\nWas that not you? Please call us at once: {phone}."
        ),
        action=_("My bank account"),
    ),
    "payout_account_changed": NoticeText(
        subject=_("Your bank account was changed to {account}"),
        body=_(
            "From {from_} on your money goes to {account}. Until then nothing is paid out, so that nobody can steal from you.\n\nWas that not you? Please call us at once: {phone}."
        ),
        action=_("My bank account"),
    ),
    "payout_sent": NoticeText(
        subject=_("{amount} is on its way to you"),
        body=_(
            "We sent {amount} to your account {account}. It arrives in one or two working days. Your reference is {reference}.\n\nThe statement names every visit and every amount."
        ),
        action=_("See the statement"),
    ),
    "payout_returned": NoticeText(
        subject=_("Your bank sent {amount} back. Please look at your account"),
        body=_(
            "The transfer to {account} did not arrive. Nothing is lost: the money is due to you again.\n\nPlease check your bank account, then we send it with the next payout."
        ),
        action=_("My bank account"),
    ),
}
