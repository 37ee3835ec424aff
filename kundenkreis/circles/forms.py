"""What people type around the circle."""

from django import forms
from django.utils.translation import gettext_lazy as _

_WORDS = {"required": _("Please write a few words.")}


class CircleForm(forms.Form):
    """A new circle."""

    name = forms.CharField(label=_("What is the circle called?"), max_length=80, error_messages=_WORDS)  # fmt: skip


class InvitationForm(forms.Form):
    """Whom to ask, and why."""

    email = forms.CharField(label=_("E-mail address of the person"), max_length=254, error_messages={"required": _("Please give an e-mail address.")})  # fmt: skip
    reason = forms.CharField(label=_("Why? The member reads this."), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class PromiseForm(forms.Form):
    """The promise."""

    days = forms.IntegerField(label=_("Within how many working days do you answer?"), min_value=1, max_value=10, error_messages={"required": _("Please type a number of days from 1 to 10.")})  # fmt: skip
    reason = forms.CharField(label=_("Why do you change it?"), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class LineForm(forms.Form):
    """Words to the brand."""

    title = forms.CharField(label=_("What is it about?"), max_length=120, error_messages=_WORDS)  # fmt: skip
    body = forms.CharField(label=_("Your words"), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class AnswerForm(forms.Form):
    """The brand's answer."""

    body = forms.CharField(label=_("Your answer"), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip
