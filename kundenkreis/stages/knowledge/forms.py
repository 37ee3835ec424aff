"""Input of this room's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WhyForm(forms.Form):
    """Why an article did not help. Nobody must say."""

    why = forms.CharField(
        label=_("What was missing?"),
        required=False,
        max_length=500,
        widget=forms.Textarea,
    )
