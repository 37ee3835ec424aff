"""What a helper types about herself, as clean data."""

from datetime import date, time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.core.days import typed_day
from kundenkreis.core.language import LANGUAGES
from kundenkreis.helpers.calendar import stretches


class HoursForm(forms.Form):
    """Several stretches in one line; none at all: no time."""

    hours = forms.CharField(required=False, max_length=200, label=gettext_lazy("From when to when do you have time?"))  # fmt: skip

    def clean_hours(self) -> list[tuple[time, time]]:
        """The stretches, in order; an overlap becomes one."""
        try:
            return stretches(self.cleaned_data["hours"])
        except ValueError:
            raise forms.ValidationError(
                _("Please write it like this: 9–12, 14–17:30")
            ) from None


class BreakForm(forms.Form):
    """The day she is back, if she knows it."""

    back = forms.CharField(required=False, max_length=20, label=gettext_lazy("When are you back?"))  # fmt: skip

    def clean_back(self) -> date | None:
        """A day as people write it: 24.12.2026 or 2026-12-24."""
        try:
            return typed_day(self.cleaned_data["back"])
        except ValueError:
            raise forms.ValidationError(_("Please write the day like this: 24.12.2026")) from None  # fmt: skip


class CalendarForm(forms.Form):
    """The address of a calendar kept elsewhere."""

    url = forms.CharField(max_length=2000, label=gettext_lazy("Address of your calendar"))


def _choices(pairs: list[tuple[int, Any]]) -> list[tuple[str, Any]]:
    return [(str(number), words) for number, words in pairs]


class ProfileForm(forms.Form):
    """Where, how far, in which languages, how many visits."""

    postal_code = forms.CharField(max_length=40, label=gettext_lazy("Your postal code"))
    radius_km = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        label=gettext_lazy("How far do you go?"),
        choices=_choices([
            (2, gettext_lazy("2 kilometres")), (5, gettext_lazy("5 kilometres")), (10, gettext_lazy("10 kilometres")),
            (20, gettext_lazy("20 kilometres")), (50, gettext_lazy("50 kilometres")),
        ]),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Which languages do you speak?"),
        choices=[(code, code) for code in LANGUAGES],
    )
    travel_buffer = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        label=gettext_lazy("How much time do you need between two visits?"),
        choices=_choices([
            (15, gettext_lazy("15 minutes")), (30, gettext_lazy("30 minutes")), (45, gettext_lazy("45 minutes")),
            (60, gettext_lazy("1 hour")), (90, gettext_lazy("1 hour 30 minutes")),
        ]),
    )  # fmt: skip
    capacity = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        label=gettext_lazy("How many visits a day at most?"),
        choices=[(str(number), str(number)) for number in (1, 2, 3, 4, 6, 8)],
    )
    about = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        label=gettext_lazy("About you"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offers what she has now too, where an import or the API said something else."""
        super().__init__(*args, **kwargs)
        for name, words in (
            ("radius_km", gettext_lazy("%(num)s kilometres")),
            ("travel_buffer", gettext_lazy("%(num)s minutes")),
            ("capacity", "%(num)s"),
        ):
            field = cast("forms.TypedChoiceField", self.fields[name])
            now = self.initial.get(name)
            pairs = list(cast("list[tuple[str, Any]]", field.choices))
            if now is not None and str(now) not in dict(pairs):
                pairs.append((str(now), words % {"num": now}))
                field.choices = sorted(pairs, key=lambda pair: int(pair[0]))


class SkillsForm(forms.Form):
    """How well she knows each skill of the brand: one question each."""

    def __init__(self, *args: Any, questions: list[dict[str, Any]], levels: list[tuple[int, str]], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question["slug"]] = forms.TypedChoiceField(
                coerce=int, widget=forms.RadioSelect, label=question["name"], choices=_choices(levels),
                initial=question["level"], help_text=question["why"], error_messages={"required": _("Please choose one.")},
            )  # fmt: skip


def _amount(label: Any) -> forms.DecimalField:
    sentence = gettext_lazy("Please type the amount, for example 49.00.")
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=9, decimal_places=2, localize=True,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_digits", "max_decimal_places"), sentence),
    )  # fmt: skip


class RateForm(forms.Form):
    """What she asks for an hour."""

    rate = _amount(gettext_lazy("What do you ask for an hour?"))


class RangeForm(forms.Form):
    """Between which amounts helpers may ask."""

    least = _amount(gettext_lazy("At least, for an hour"))
    most = _amount(gettext_lazy("At most, for an hour"))


def minor(amount: Any) -> int | None:
    """An amount that was typed, in minor units."""
    return None if amount is None else int(amount * 100)
