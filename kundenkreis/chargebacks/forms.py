"""What the team types about chargebacks."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EvidenceForm(forms.Form):
    """Our side, for the bank."""

    text = forms.CharField(
        label=_("Our side, for the bank"),
        help_text=_("What was done, when, and how the customer agreed. It is sent once."),
        widget=forms.Textarea,
        max_length=8000,
        error_messages={
            "required": _("Please say what was done, when, and that it was signed off.")
        },
    )
