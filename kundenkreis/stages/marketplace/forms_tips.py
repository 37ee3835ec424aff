"""Input of a tip."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.money import Money
from kundenkreis.stages.marketplace.forms import PaymentForm
from kundenkreis.ui.filters import money


class TipForm(PaymentForm):
    """How much, and how to pay."""

    OTHER = "other"
    choice = forms.ChoiceField(
        label=_("How much?"), widget=forms.RadioSelect,
        error_messages={"required": _("Please give an amount between 1 and 200.")},
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("Another amount"), min_value=1, max_value=200, decimal_places=2, required=False,
        error_messages={"min_value": _("Please give an amount between 1 and 200."), "max_value": _("Please give an amount between 1 and 200."),
                        "invalid": _("Please give an amount between 1 and 200.")},
    )  # fmt: skip
    field_order = ("choice", "amount", "payment")

    def __init__(self, data: Any = None, *, ways: list[tuple[str, str]], currency: str) -> None:  # fmt: skip
        super().__init__(data, ways=ways)
        self.currency = currency
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)
        sums = [(str(each), money(Money(each, currency))) for each in (500, 1000, 2000)]
        choice.choices = [*sums, (self.OTHER, _("Another amount"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("choice") == self.OTHER and not cleaned.get("amount") and "amount" not in self.errors:  # fmt: skip
            self.add_error("amount", _("Please give an amount between 1 and 200."))
        return cleaned

    @property
    def money(self) -> Money:
        """What was chosen."""
        choice = self.cleaned_data["choice"]
        minor = int(self.cleaned_data["amount"] * 100) if choice == self.OTHER else int(choice)  # fmt: skip
        return Money(minor, self.currency)
