"""What people type about disputes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.money import Money
from kundenkreis.disputes.models import Dispute, DisputeDecision

_WORDS = {"required": _("Please tell us in a few words.")}


class ObjectionForm(forms.Form):
    """What is wrong."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Dispute.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the reasons.")},
    )
    text = forms.CharField(
        label=_("What happened, and what would be right?"),
        widget=forms.Textarea,
        max_length=4000,
        error_messages=_WORDS,
    )


class ViewForm(forms.Form):
    """One side's view, or why somebody else should look again."""

    text = forms.CharField(
        label=_("How do you see it?"),
        widget=forms.Textarea,
        max_length=4000,
        error_messages=_WORDS,
    )


class DecisionForm(forms.Form):
    """What the team decides."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=DisputeDecision.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you decide.")},
    )
    amount = forms.DecimalField(
        label=_("How much?"), min_value=0, max_digits=9, decimal_places=2, required=False
    )
    bears = forms.ChoiceField(
        label=_("Who bears it?"),
        choices=DisputeDecision.Bears.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reasons = forms.CharField(
        label=_("Your reasons"),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": _("Please give your reasons. Both sides read them.")},
    )

    def decision(self, currency: str) -> dict[str, Any]:
        """As the action wants it."""
        given = dict(self.cleaned_data)
        amount = given.pop("amount")
        given["amount"] = None if amount is None else Money(int(amount * 100), currency)
        return given
