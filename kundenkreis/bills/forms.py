"""What staff types about bills."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PaymentForm(forms.Form):
    """Money that came: how much, and when."""

    amount = forms.DecimalField(
        label=_("How much came?"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        error_messages={
            "required": _("Please type the amount, for example 49.00."),
            "invalid": _("Please type the amount, for example 49.00."),
        },
    )
    paid_on = forms.DateField(
        label=_("On which day?"),
        help_text=_("Day, month and year. For example: 27.11.2026"),
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        error_messages={
            "required": _("Please type the day, for example 27.11.2026."),
            "invalid": _("Please type the day, for example 27.11.2026."),
        },
    )


class ImportForm(forms.Form):
    """The bank's file."""

    file = forms.FileField(
        label=_("File of the bank"),
        help_text=_("camt.054, or a table as CSV with date, amount and reference."),
        error_messages={"required": _("Please choose a file.")},
    )
