"""What a manager types."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import LadderStep


class UnitCostForm(forms.Form):
    """One stage and its cost in francs or euros."""

    stage = forms.CharField(widget=forms.HiddenInput)
    cost = forms.DecimalField(
        label=_("Cost of one try"),
        min_value=Decimal(0),
        max_value=Decimal(10_000),
        decimal_places=2,
        localize=False,
        error_messages={
            "required": _("Please enter an amount, such as 7.35."),
            "invalid": _("Please enter an amount, such as 7.35."),
        },
    )

    @property
    def minor(self) -> int:
        """In minor units."""
        return int(self.cleaned_data["cost"] * 100)


def cost_forms(
    steps: Sequence[LadderStep], sent: UnitCostForm | None = None
) -> dict[str, UnitCostForm]:
    """One form a stage; the one that was sent keeps what was typed."""
    kept: dict[str, Any] = {sent.data.get("stage", ""): sent} if sent else {}
    return {
        step.stage: kept.get(step.stage)
        or UnitCostForm(
            initial={"stage": step.stage, "cost": Decimal(step.unit_cost).scaleb(-2)},
            auto_id=f"id_{step.stage}_%s",
        )
        for step in steps
    }
