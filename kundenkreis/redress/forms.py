"""What the team types about a refund."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.money import Money
from kundenkreis.redress.models import Refund


class RefundForm(forms.Form):
    """Why, and how much."""

    reason = forms.ChoiceField(
        label=_("Why do you give money back?"),
        choices=Refund.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the reasons.")},
    )
    amount = forms.DecimalField(
        label=_("How much?"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        error_messages={"required": _("Please type an amount.")},
    )
    text = forms.CharField(
        label=_("A word to the customer"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )

    def refund(self, currency: str) -> dict[str, Any]:
        """As the action wants it."""
        given = dict(self.cleaned_data)
        return {**given, "amount": Money(int(given["amount"] * 100), currency)}
