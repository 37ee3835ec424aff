"""What is handed in, and what a checker decides."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kundenkreis.core.documents import MOST_BYTES

# For so many years a check usually holds; any other day can be typed.
YEARS = (1, 2, 3, 5, 10)
OTHER = "date"


class DocumentForm(forms.Form):
    """A photo or a PDF."""

    document = forms.FileField(
        label=_("Photo or PDF"),
        error_messages={
            "required": _("Please choose a photo or a PDF."),
            "empty": _("This file is empty. Please choose another one."),
        },
    )

    @property
    def content(self) -> bytes:
        """The bytes, at most one more than is allowed."""
        read: bytes = self.cleaned_data["document"].read(MOST_BYTES + 1)
        return read


class ConfirmationForm(forms.Form):
    """Until when it holds. An identity document must also say that she is of age."""

    years = forms.ChoiceField(
        label=_("Until when is it valid?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose until when it is valid.")},
    )
    until = forms.DateField(
        label=_("The last day on which it is valid"),
        required=False,
        help_text=_("Day, month and year. For example: 27.11.2026"),
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("Please type the day, for example 27.11.2026.")},
    )
    of_age = forms.BooleanField(
        label=_("The document shows that she is 18 or older"), required=False
    )

    def __init__(self, data: Any = None, *, asks_age: bool) -> None:
        super().__init__(data)
        years: Any = self.fields["years"]
        years.choices = [
            (str(n), ngettext("For {count} year", "For {count} years", n).format(count=n))
            for n in YEARS
        ] + [(OTHER, _("Until the day written on it"))]
        if not asks_age:
            del self.fields["of_age"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unsaid = not cleaned.get("until") and "until" not in self.errors
        if cleaned.get("years") == OTHER and unsaid:
            self.add_error("until", _("Please type the day, for example 27.11.2026."))
        return cleaned

    def end(self, zone: ZoneInfo, *, at: datetime) -> datetime:
        """The midnight after the last day, at the brand."""
        today = at.astimezone(zone).date()
        chosen = self.cleaned_data["years"]
        last: date = self.cleaned_data["until"] if chosen == OTHER else _later(today, int(chosen))  # fmt: skip
        following = last + timedelta(days=1)
        return datetime(following.year, following.month, following.day, tzinfo=zone)


class RefusalForm(forms.Form):
    """Why it cannot be used."""

    reason = forms.CharField(
        label=_("Why can it not be used? The helper reads this."),
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": _("Please write your reasons.")},
    )


def _later(day: date, years: int) -> date:
    """The same day so many years later; the 29 February becomes the 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
