"""What is typed about a line of a standing."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ContestForm(forms.Form):
    """Why the line is not right."""

    text = forms.CharField(
        label=_("What is not right?"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Please write in a few words what is not right.")},
    )


class AnswerForm(forms.Form):
    """What was decided, and why."""

    answer = forms.CharField(
        label=_("Your reasons"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Please write your reasons.")},
    )
    upheld = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("The line is struck")), ("no", _("The line stays"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please decide.")},
    )
