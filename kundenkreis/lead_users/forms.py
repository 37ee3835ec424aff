"""What people type about lead users and in their space."""

from django import forms
from django.utils.translation import gettext_lazy as _

_WORDS = {"required": _("Please write a few words.")}


class DecisionForm(forms.Form):
    """Invited or not, and why."""

    invited = forms.TypedChoiceField(
        label=_("Do you invite her?"), choices=[("yes", _("Yes")), ("no", _("Not this time"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, error_messages={"required": _("Please choose yes or no.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why? The member reads this."), widget=forms.Textarea, error_messages=_WORDS
    )


class PostForm(forms.Form):
    """A word in the space."""

    body = forms.CharField(
        label=_("Your words"), widget=forms.Textarea, error_messages=_WORDS
    )


class ThreadForm(PostForm):
    """A new subject."""

    title = forms.CharField(
        label=_("What is it about?"), max_length=120, error_messages=_WORDS
    )
    field_order = ("title", "body")
