"""What the team is told about chargebacks."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "chargeback_opened": NoticeText(
        subject=_("A bank took {amount} back. Please answer until {until}"),
        body=_(
            "The bank of {name} took {amount} back. Until {until} you can tell it our side.\n\nThe helper keeps the money in any case."
        ),
        action=_("Tell our side"),
        private=True,
    ),
    "chargeback_won": NoticeText(
        subject=_("Chargeback {reference}: the bank decided for us"),
        body=_("{amount} of {name} is here again."),
        action=_("See the chargeback"),
        private=True,
    ),
    "chargeback_lost": NoticeText(
        subject=_("Chargeback {reference}: the bank decided against us"),
        body=_("We bear {amount} of {name}. The helper keeps the money."),
        action=_("See the chargeback"),
        private=True,
    ),
}
