"""What people choose about digests."""

from django import forms
from django.utils.translation import gettext_lazy as _

# An empty value would be drawn as no choice at all.
NEVER = "never"


class DigestForm(forms.Form):
    """How often."""

    every = forms.ChoiceField(
        label=_("How often do you want a mail with what is new?"),
        choices=[
            ("daily", _("Every day")),
            ("weekly", _("Every week")),
            (NEVER, _("Never")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
