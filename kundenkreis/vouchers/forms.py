"""What a manager says of a batch of vouchers."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.vouchers.actions import MOST_CODES, MOST_USES

DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
DAY_ERRORS = {"invalid": _("Please type a day like 24.12.2026."), "required": _("Please type a day like 24.12.2026.")}  # fmt: skip
ANY, ALL, PART = "", "all", "part"


class BatchForm(forms.Form):
    """Name, worth, how many, how often, for what, from when until when."""

    title = forms.CharField(label=_("Name, for our team"), max_length=80)
    worth = forms.ChoiceField(
        label=_("What does a voucher pay?"),
        choices=[(ALL, _("the whole visit")), (PART, _("an amount"))],
        widget=forms.RadioSelect,
        initial=PART,
    )
    amount = forms.DecimalField(
        label=_("Amount of each voucher"), required=False, min_value=Decimal("0.01"), max_value=10_000, decimal_places=2
    )  # fmt: skip
    count = forms.IntegerField(label=_("How many codes?"), min_value=1, max_value=MOST_CODES, initial=100)  # fmt: skip
    uses = forms.IntegerField(
        label=_("How many visits does each code pay for?"), min_value=1, max_value=MOST_USES, initial=1
    )  # fmt: skip
    package = forms.ChoiceField(label=_("For which service?"), widget=forms.RadioSelect)  # fmt: skip
    valid_from = forms.DateField(label=_("Valid from"), input_formats=DAYS, error_messages=DAY_ERRORS)  # fmt: skip
    valid_until = forms.DateField(label=_("Last valid day"), input_formats=DAYS, error_messages=DAY_ERRORS)  # fmt: skip
    once_each = forms.BooleanField(label=_("Only one for each person"), required=False, initial=True)  # fmt: skip

    def __init__(self, *args: Any, packages: list[ServicePackage], zone: ZoneInfo, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.packages = {row.slug: row for row in packages}
        field = self.fields["package"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("any", _("any service")), *((row.slug, str(row)) for row in packages)]  # fmt: skip
        self.initial.setdefault("package", "any")

    def clean(self) -> dict[str, Any]:
        """An amount where the voucher pays one."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("worth") == PART and not data.get("amount") and "amount" not in self.errors:  # fmt: skip
            self.add_error("amount", _("Please type an amount."))
        return data

    def batch(self) -> dict[str, Any]:
        """As the action wants it."""
        data = self.cleaned_data
        first = datetime.combine(data["valid_from"], time(), self.zone)
        after = datetime.combine(data["valid_until"] + timedelta(days=1), time(), self.zone)
        return {
            "title": data["title"],
            "amount": None if data["worth"] == ALL else int(data["amount"] * 100),
            "count": data["count"],
            "uses": data["uses"],
            "package": self.packages.get(data["package"]),
            "valid_from": first,
            "valid_until": after,
            "once_each": data["once_each"],
        }
