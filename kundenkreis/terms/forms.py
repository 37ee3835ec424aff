"""What managers type about the brand's terms. Amounts in francs or euros, as people write them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import AddOn, Brand, ServicePackage, Skill
from kundenkreis.brands.policies import OWN, STANDARD, Policy, Steps
from kundenkreis.core.language import LANGUAGES
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.ledger.ways import ways_to_pay_out

# A service without a policy of its own.
SAME = "same"


class TermsForm(forms.Form):
    """Base: a form's amounts become minor units, and every change has a reason."""

    AMOUNTS: tuple[str, ...] = ()

    reason = forms.CharField(
        label=_("Why do you change it?"),
        help_text=_("Kept with your name and the time."),
        max_length=300,
        error_messages={"required": _("Please give a reason.")},
    )

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        return {
            name: int(value * 100) if name in self.AMOUNTS else value
            for name, value in self.cleaned_data.items()
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])

    @classmethod
    def of(cls, row: Any, data: Any) -> "TermsForm":
        """The form with what holds now; why it is changed is asked last."""
        now = {
            name: getattr(row, name, None) for name in cls.base_fields if name != "reason"
        }
        initial = {name: f"{value / 100:.2f}" if name in cls.AMOUNTS else value for name, value in now.items() if value is not None}  # fmt: skip
        return cls(data, initial=initial)


def amount(label: Any, hint: Any = "") -> forms.DecimalField:
    """Francs or euros, as people write them."""
    return forms.DecimalField(
        label=label, help_text=hint, min_value=0, max_digits=9, decimal_places=2,
        error_messages={"required": _("Please type the amount, for example 49.00."), "invalid": _("Please type the amount, for example 49.00.")},
    )  # fmt: skip


def number(label: Any, hint: Any = "") -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(label=label, help_text=hint, min_value=0, max_value=9999)


class PayoutForm(TermsForm):
    AMOUNTS = ("minimum",)

    minimum = amount(_("Smallest payout"), _("Less than this waits for more."))
    provider = forms.ChoiceField(label=_("How do you pay your helpers?"), widget=forms.RadioSelect, error_messages={"required": _("Please choose one.")})  # fmt: skip
    holder = forms.CharField(label=_("Holder of your account"), help_text=_("For the payment file of your bank."), max_length=70, required=False)  # fmt: skip
    iban = forms.CharField(label=_("IBAN of your account"), max_length=42, required=False)
    bic = forms.CharField(label=_("BIC of your bank"), max_length=11, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, PROVIDERS[name].pays_out) for name in ways_to_pay_out()]
        field: Any = self.fields["provider"]
        field.choices = field.widget.choices = choices


class ObjectionRulesForm(TermsForm):
    days = number(
        _("Days to object"), _("So many days after a visit either side may object.")
    )
    answer_days = number(_("Days to answer"), _("So long the other side has for her view. Then you decide without it."))  # fmt: skip
    second_look_days = number(_("Days for a second look"), _("After your decision. Then it is carried out."))  # fmt: skip


class RedressForm(TermsForm):
    AMOUNTS = ("four_eyes_from", "late_amount", "missing_amount", "cancelled_amount")

    four_eyes_from = amount(_("Two people from"), _("From this sum a visit's refunds need a second person."))  # fmt: skip
    late_minutes = number(_("Late from so many minutes"))
    late_amount = amount(_("Credit when a helper is late"), _("0 means none."))
    missing_amount = amount(_("Credit when no helper comes"), _("0 means none."))
    cancelled_hours = number(_("Short notice: hours before the visit"))
    cancelled_amount = amount(_("Credit when a helper cancels at short notice"), _("0 means none."))  # fmt: skip


def _in_words(steps: Steps) -> str:
    *early, (_hours, last) = steps
    lines = [
        (_("%(percent)s %% until %(hours)s hours before") if percent else _("free until %(hours)s hours before"))
        % {"percent": percent, "hours": hours}
        for hours, percent in early
    ]  # fmt: skip
    return ", ".join([*lines, _("then %(percent)s %%") % {"percent": last}])


class CancellingForm(TermsForm):
    """The brand's policy, and one radio group for each service."""

    policy = forms.ChoiceField(label=_("All services"), choices=Policy.choices, widget=forms.RadioSelect)  # fmt: skip

    def __init__(self, brand: Brand, data: Any = None) -> None:
        own = brand.cancellation_steps
        super().__init__(
            data, initial={"policy": OWN if own else brand.cancellation_policy}
        )
        if own:
            field = self.fields["policy"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(OWN, _("our own")), *Policy.choices]
        self.hints = {name: _in_words(steps) for name, steps in STANDARD.items()} | {OWN: _in_words(own) if own else ""}  # fmt: skip
        self.slugs = []
        for row in ServicePackage.objects.filter(withdrawn_at=None):
            self.slugs.append(row.slug)
            self.fields[f"package-{row.slug}"] = forms.ChoiceField(
                label=str(row), choices=[(SAME, _("as all services")), *Policy.choices], widget=forms.RadioSelect,
                initial=row.cancellation_policy or SAME, error_messages={"required": _("Please choose one.")},
            )  # fmt: skip
        self.order_fields(["policy", *(f"package-{slug}" for slug in self.slugs), "reason"])

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        packages = {slug: given[f"package-{slug}"].replace(SAME, "") for slug in self.slugs}
        return {"policy": given["policy"], "packages": packages, "reason": given["reason"]}


class NamedForm(TermsForm):
    """Base: something with a name in each language."""

    de = forms.CharField(label=_("German name"), max_length=80)
    fr = forms.CharField(label=_("French name"), max_length=80, required=False)
    it = forms.CharField(label=_("Italian name"), max_length=80, required=False)
    en = forms.CharField(label=_("English name"), max_length=80, required=False)

    @property
    def values(self) -> dict[str, Any]:
        given = super().values
        return {"words": {code: given.pop(code) for code in LANGUAGES}, **given}

    @classmethod
    def of(cls, row: AddOn | Skill | None, data: Any) -> "TermsForm":
        form = super().of(row, data)
        form.initial.update(row.words if row else {})
        if isinstance(row, AddOn):
            form.initial["offered"] = row.withdrawn_at is None
        return form


class ExtraForm(NamedForm):
    AMOUNTS = ("price",)

    price = amount(_("Price"))
    minutes = number(_("Minutes"), _("So much longer the visit takes with it. 0 means no longer."))  # fmt: skip
    offered = forms.BooleanField(label=_("Helpers may propose it"), required=False, initial=True)  # fmt: skip


class SkillForm(NamedForm):
    position = number(_("Place in the list"), _("Smaller numbers stand first."))
