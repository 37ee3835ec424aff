"""What people type about the rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

_WORDS = {"required": _("Please write a few words.")}
_ONE = {"required": _("Please choose one.")}


class FirstForm(forms.Form):
    """The first rules."""

    text = forms.CharField(label=_("The rules"), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class ProposalForm(forms.Form):
    """A change."""

    title = forms.CharField(label=_("What should change, in one sentence?"), max_length=120, error_messages=_WORDS)  # fmt: skip
    why = forms.CharField(label=_("Why?"), widget=forms.Textarea, error_messages=_WORDS)
    text = forms.CharField(label=_("The whole text as it should be"), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class CommentForm(forms.Form):
    """A word in the discussion."""

    body = forms.CharField(label=_("What do you think?"), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class VoteForm(forms.Form):
    """One vote."""

    choice = forms.ChoiceField(
        label=_("Should the rules say this?"), widget=forms.RadioSelect, error_messages=_ONE,
        choices=[("yes", _("Yes")), ("no", _("No")), ("blank", _("I take part without a choice"))],
    )  # fmt: skip


class DecisionForm(forms.Form):
    """What the brand decides."""

    adopted = forms.TypedChoiceField(
        label=_("Do you take it up?"), choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, error_messages=_ONE,
    )  # fmt: skip
    reasons = forms.CharField(label=_("Why?"), widget=forms.Textarea, required=False, help_text=_("Needed where you depart from the vote. Everybody reads it."))  # fmt: skip
    days = forms.IntegerField(label=_("In how many days does it count?"), min_value=0, max_value=90, initial=14, error_messages={"required": _("Please type a number of days from 0 to 90.")})  # fmt: skip
