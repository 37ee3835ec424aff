"""What people type about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """Where to send the code."""

    email = forms.CharField(
        label=_("What is your e-mail address?"),
        max_length=254,
        error_messages={"required": _("Please enter your e-mail address.")},
    )
    then = forms.CharField(required=False, widget=forms.HiddenInput, max_length=300)


class CodeForm(forms.Form):
    """The five digits. Spaces are fine."""

    code = forms.CharField(
        label=_("Enter the five digits"),
        max_length=20,
        error_messages={"required": _("Please enter the five digits from the mail.")},
    )
    email = forms.CharField(widget=forms.HiddenInput, max_length=254)


class ProfileForm(forms.Form):
    """What a person tells about herself. All optional."""

    name = forms.CharField(label=_("Your name"), max_length=80, required=False)
    nickname = forms.CharField(
        label=_("Name shown to other members"),
        help_text=_("If empty, others see your first name."),
        max_length=40,
        required=False,
    )
    phone = forms.CharField(label=_("Telephone number"), max_length=30, required=False)
