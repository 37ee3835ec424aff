"""What is typed when the same helper should come again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AgainForm(forms.Form):
    """What it is about this time."""

    text = forms.CharField(
        label=_("What is it about this time?"),
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": _("Please say in a few words what it is about.")},
    )
