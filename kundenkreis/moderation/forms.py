"""What people type about others' texts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.moderation.models import Rule


class FlagForm(forms.Form):
    """What is wrong with a text."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with this text?"),
        choices=Rule.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose what is wrong.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Anything our moderators should know?"),
        widget=forms.Textarea,
        required=False,
        max_length=500,
    )


class DecisionForm(forms.Form):
    """What a moderator decides, and why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Which rule does it break?"),
        choices=[*Rule.choices, ("", gettext_lazy("None"))],
        widget=forms.RadioSelect,
        required=False,
    )
    facts = forms.CharField(
        label=gettext_lazy("Your reason, in words for the author"),
        widget=forms.Textarea,
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, hidden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        outcome.choices = (
            [("restored", _("Show it again"))]
            if hidden
            else [("hidden", _("Hide it")), ("kept", _("Keep it"))]
        )
