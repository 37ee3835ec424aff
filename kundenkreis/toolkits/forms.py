"""What people type: a design by the toolkit's own fields; the toolkit itself by managers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.terms.forms import TermsForm, amount
from kundenkreis.toolkits import fitting
from kundenkreis.toolkits.models import Toolkit, ToolkitField

_CHOOSE = {"required": _("Please choose one.")}


class DesignForm(forms.Form):
    """The toolkit's fields. They are looked at together by `fitting`, not one by one here."""

    def __init__(self, fields: list[ToolkitField], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {each.slug: each for each in fields}
        for each in fields:
            self.fields[each.slug] = self._field(each)
        self.fields["title"] = forms.CharField(
            label=_("A name for your design"), max_length=80, required=False
        )

    def _field(self, each: ToolkitField) -> forms.Field:
        common: dict[str, Any] = {"label": each.label, "required": False}
        if each.kind == ToolkitField.Kind.CHOICE:
            choices = [(option["value"], option["label"]) for option in each.options]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        if each.kind == ToolkitField.Kind.NUMBER:
            hint = _("From {least} to {most} {unit}").format(least=each.least, most=each.most, unit=each.unit)  # fmt: skip
            return forms.CharField(help_text=hint, max_length=12, **common)
        if each.kind == ToolkitField.Kind.COLOUR:
            # A browser's colour field is never empty.
            return forms.CharField(max_length=7, initial="#888888", **common)
        return forms.CharField(max_length=fitting.LONGEST, **common)

    def mark(self) -> None:
        """Say which answers are optional; what is missing is said by `fitting`, not by Django."""
        for name, field in self.fields.items():
            field.required = self.rows[name].needed if name in self.rows else True

    @property
    def given(self) -> dict[str, Any]:
        """Raw values by slug."""
        return {slug: self[slug].value() or "" for slug in self.rows}

    @property
    def answered(self) -> bool:
        """Whether anything was given, beside the colour that is always there."""
        plain = {slug for slug, each in self.rows.items() if each.kind == ToolkitField.Kind.COLOUR}  # fmt: skip
        return any(value for slug, value in self.given.items() if slug not in plain)


class StarsForm(forms.Form):
    """One to five."""

    stars = forms.TypedChoiceField(
        label=_("How do you like it?"),
        choices=[(n, str(n)) for n in range(1, 6)],
        coerce=int,
        error_messages={"required": _("Please give one to five stars.")},
    )


class ToolkitForm(TermsForm):
    """What it is called, what it costs without anything, whether customers see it."""

    AMOUNTS = ("base_price",)

    title = forms.CharField(label=_("What can be designed?"), max_length=120)
    lead = forms.CharField(label=_("One sentence for customers"), max_length=300)
    base_price = amount(_("Price without anything"))
    offered = forms.TypedChoiceField(
        label=_("Can customers use it?"), choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, initial="no", error_messages={"required": _("Please choose yes or no.")},
    )  # fmt: skip

    @classmethod
    def of(cls, row: Toolkit | None, data: Any) -> "ToolkitForm":
        if row is None:
            return cls(data)
        now = {"title": row.title, "lead": row.lead, "base_price": f"{row.base_price / 100:.2f}", "offered": "yes" if row.offered_at else "no"}  # fmt: skip
        return cls(data, initial=now)


class FieldForm(TermsForm):
    """One field. Options: one a line, `label = price`."""

    AMOUNTS = ("price_each",)

    label = forms.CharField(label=_("What is asked?"), max_length=120)
    kind = forms.ChoiceField(label=_("What is the answer?"), choices=ToolkitField.Kind.choices, widget=forms.RadioSelect, error_messages=_CHOOSE)  # fmt: skip
    options = forms.CharField(label=_("Options, one a line"), help_text=_("With a price: Walnut wood = 12.50"), widget=forms.Textarea, required=False)  # fmt: skip
    least = forms.IntegerField(label=_("Smallest number"), required=False)
    most = forms.IntegerField(label=_("Largest number, or most characters of a text"), required=False)  # fmt: skip
    unit = forms.CharField(label=_("Unit of a number"), max_length=20, required=False)
    price_each = amount(_("Price for each unit, or for a text or colour"))
    needed = forms.TypedChoiceField(
        label=_("Must it be answered?"), choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, initial="yes", error_messages={"required": _("Please choose yes or no.")},
    )  # fmt: skip

    @classmethod
    def of(cls, row: ToolkitField | None, data: Any) -> "FieldForm":
        if row is None:
            return cls(data, initial={"price_each": "0.00"})
        lines = [f"{each['label']} = {each['price'] / 100:.2f}" if each["price"] else each["label"] for each in row.options]  # fmt: skip
        now = {
            "label": row.label, "kind": row.kind, "options": "\n".join(lines), "least": row.least, "most": row.most,
            "unit": row.unit, "price_each": f"{row.price_each / 100:.2f}", "needed": "yes" if row.needed else "no",
        }  # fmt: skip
        return cls(data, initial=now)

    def clean_options(self) -> list[dict[str, Any]]:
        """Label and price of each line."""
        found = []
        for line in self.cleaned_data["options"].splitlines():
            label, _equals, price = line.partition("=")
            try:
                cents = round(float(price.strip().replace(",", ".") or 0) * 100)
            except (ValueError, OverflowError):
                raise forms.ValidationError(_("Please type the amount, for example 49.00.")) from None  # fmt: skip
            if label.strip():
                found.append({"label": label.strip(), "price": cents})
        return found


class RuleForm(TermsForm):
    """If one field has a value, another may only have these."""

    if_field = forms.ChoiceField(label=_("If this field"), widget=forms.RadioSelect, error_messages=_CHOOSE)  # fmt: skip
    if_value = forms.CharField(label=_("has this answer"), max_length=60)
    then_field = forms.ChoiceField(label=_("then this field"), widget=forms.RadioSelect, error_messages=_CHOOSE)  # fmt: skip
    only = forms.CharField(label=_("may only have these answers, one a line"), widget=forms.Textarea, required=False)  # fmt: skip
    least = forms.IntegerField(label=_("or at least this number"), required=False)
    most = forms.IntegerField(label=_("and at most this number"), required=False)
    sentence = forms.CharField(label=_("What do customers read then?"), max_length=200)

    def __init__(self, fields: list[ToolkitField], data: Any = None) -> None:
        super().__init__(data)
        self.rows = {each.slug: each for each in fields}
        for name in ("if_field", "then_field"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(each.slug, each.label) for each in fields]

    @property
    def values(self) -> dict[str, Any]:
        """Answers of a choice are typed as customers read them."""
        given = super().values
        given["if_value"] = self._value(given["if_field"], given["if_value"])
        given["only"] = [self._value(given["then_field"], line.strip()) for line in given["only"].splitlines()]  # fmt: skip
        return given

    def _value(self, slug: str, typed: str) -> str:
        labels = {each["label"].lower(): each["value"] for each in self.rows[slug].options}
        return str(labels.get(typed.strip().lower(), typed.strip()))
