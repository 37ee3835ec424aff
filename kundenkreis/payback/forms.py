"""What members and managers type about payback."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.payback.models import Organisation, PaybackTerms, Redemption
from kundenkreis.terms.forms import TermsForm, amount, number


class RedeemForm(forms.Form):
    """How many points, and what they become: one list, each organisation a choice of its own."""

    way = forms.ChoiceField(
        label=_("What should your points become?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    points = forms.IntegerField(
        label=_("How many points?"),
        min_value=1,
        error_messages={
            "required": _("Please type a number of points."),
            "invalid": _("Please type a number of points."),
            "min_value": _("Please type a number of points."),
        },
    )

    def __init__(self, data: Any, *, balance: int, hundred: str, organisations: list[Organisation]) -> None:  # fmt: skip
        super().__init__(data, initial={"points": balance})
        self.fields["points"].help_text = _("100 points are {money}.").format(money=hundred)
        field: Any = self.fields["way"]
        field.choices = [
            (Redemption.Way.CREDIT, Redemption.Way.CREDIT.label),
            (Redemption.Way.MONEY, Redemption.Way.MONEY.label),
            *((str(row.pk), row.name) for row in organisations),
        ]
        self.hints = {
            str(Redemption.Way.CREDIT): _("It is taken off what you pay next."),
            str(Redemption.Way.MONEY): _("It comes with the next payout."),
            **{str(row.pk): row.purpose for row in organisations},
        }

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        way = self.cleaned_data["way"]
        plain = way in (Redemption.Way.CREDIT, Redemption.Way.MONEY)
        return {
            "points": self.cleaned_data["points"],
            "way": way if plain else Redemption.Way.DONATION,
            "organisation": None if plain else UUID(way),
        }


class BudgetForm(TermsForm):
    """What holds from the next month on."""

    AMOUNTS = ("budget",)

    budget = amount(_("Budget of a month"), _("All of it is shared, never more."))
    first_points = number(
        _("Points for a first month"),
        _("For a member's first month with a solution. They are part of the budget."),
    )
    money_from = number(
        _("Money from so many points"),
        _("A credit or a donation is possible from 1 point."),
    )

    @classmethod
    def now(cls, terms: PaybackTerms | None, data: Any) -> "TermsForm":
        """With what was set last."""
        return cls.of(
            terms or PaybackTerms(budget=0, first_points=200, money_from=1000), data
        )


class OrganisationForm(forms.Form):
    """A new organisation."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=80)
    purpose = forms.CharField(
        label=_("What does it do?"),
        help_text=_("One sentence. Members read it."),
        max_length=300,
    )
    iban = forms.CharField(label=_("IBAN of its account"), max_length=42)
