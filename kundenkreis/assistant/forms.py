"""What somebody asks the assistant."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.assistant.queries import LONGEST


class QuestionForm(forms.Form):
    """One question."""

    question = forms.CharField(
        label=_("What is your question?"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Please write your question.")},
    )
