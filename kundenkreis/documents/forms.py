"""What helpers type about their taxes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.documents.models import TaxDetails

COUNTRIES = [
    ("CH", _("Switzerland")), ("LI", _("Liechtenstein")), ("DE", _("Germany")), ("AT", _("Austria")), ("FR", _("France")),
    ("IT", _("Italy")),
]  # fmt: skip


class TaxForm(forms.Form):
    """Name, address, and what she is for the tax."""

    status = forms.ChoiceField(
        label=_("What are you for the tax?"),
        choices=TaxDetails.Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    name = forms.CharField(label=_("Name or firm"), max_length=80)
    street = forms.CharField(label=_("Street and number"), max_length=120)
    postal_code = forms.CharField(label=_("Postal code"), max_length=10)
    city = forms.CharField(label=_("Place"), max_length=80)
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, widget=forms.RadioSelect)  # fmt: skip

    def __init__(self, *args: Any, firm: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if firm:
            field: Any = self.fields["status"]
            kept = [each for each in TaxDetails.Status.choices if each[0] != TaxDetails.Status.PRIVATE]  # fmt: skip
            field.choices = field.widget.choices = kept

    number = forms.CharField(
        label=_("VAT number"),
        help_text=_(
            "Only for a business with VAT. Example: CHE-123.456.789 MWST or DE123456789."
        ),
        max_length=30,
        required=False,
    )
    vat_percent = forms.CharField(
        label=_("Your VAT rate in percent"),
        help_text=_("Only for a business with VAT. Example: 8.1"),
        max_length=6,
        required=False,
    )
