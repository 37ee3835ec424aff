"""What people type about payouts."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AccountForm(forms.Form):
    """Where the money should go."""

    holder = forms.CharField(
        label=_("Name of the account's holder"),
        max_length=70,
        error_messages={"required": _("Please give the name of the account's holder.")},
    )
    iban = forms.CharField(
        label=_("IBAN"),
        help_text=_("It stands on your bank card. Example: CH93 0076 2011 6238 5295 7"),
        max_length=50,
        error_messages={"required": _("Please give your IBAN.")},
    )


class ReturnForm(forms.Form):
    """Why the bank sent it back."""

    reason = forms.CharField(
        label=_("What does the bank say?"), max_length=200, required=False
    )
