"""Until when somebody pauses."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

CHOICES = [("7", _("One week")), ("14", _("Two weeks")), ("28", _("Four weeks")), ("day", _("Until a day that I choose"))]  # fmt: skip


class PauseForm(forms.Form):
    """Three lengths, or a day."""

    length = forms.ChoiceField(
        label=_("How long do you want to pause?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("For example 24.12.2026. Only if you choose a day."),
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        required=False,
        error_messages={"invalid": _("Please type a day like 24.12.2026.")},
    )

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("length") == "day" and not given.get("until") and "until" not in self.errors:  # fmt: skip
            self.add_error("until", _("Please type a day like 24.12.2026."))

    def ends(self, at: datetime) -> datetime:
        """The first moment of the day after the last one, where `at` is."""
        length = self.cleaned_data["length"]
        chosen: date | None = self.cleaned_data["until"]
        last = chosen if length == "day" and chosen else at.date() + timedelta(days=int(length))  # fmt: skip
        return datetime.combine(last + timedelta(days=1), time(), tzinfo=at.tzinfo)
