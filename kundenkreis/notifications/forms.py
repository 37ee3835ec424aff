"""What is chosen on the page «How we reach you»."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications import rules
from kundenkreis.notifications.models import Reach

WAYS = {"mail": _("By mail"), "sms": _("By SMS"), "push": _("By push message to a device")}
NIGHTS = {
    "quiet": _("No, wait until 7 o'clock"),
    "ring": _("Yes, at any time"),
}


class ReachForm(forms.Form):
    """The ways that may be used, and the nights."""

    ways = forms.MultipleChoiceField(
        label=_("How may we reach you?"),
        choices=list(WAYS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    nights = forms.ChoiceField(
        label=_("May your telephone ring between 21 and 7 o'clock?"),
        choices=list(NIGHTS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose whether it may ring at night.")},
    )

    @staticmethod
    def said(reach: Reach | None) -> dict[str, Any]:
        """What holds now, as the form shows it."""
        return {
            "ways": [name for name in WAYS if rules.wants(reach, name)],
            "nights": "ring" if reach and reach.nights_at else "quiet",
        }

    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        ways = self.cleaned_data["ways"]
        named = {name: name in ways for name in WAYS}
        return {**named, "nights": self.cleaned_data["nights"] == "ring"}
