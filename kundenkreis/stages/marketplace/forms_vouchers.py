"""The code of a voucher."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """One field."""

    voucher = forms.CharField(
        label=_("Code of the voucher"),
        max_length=40,
        error_messages={"required": _("Please type the code.")},
    )
