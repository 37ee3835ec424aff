"""What is asked about regular visits: how often, how many, and how they end."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

CHOOSE = {"required": _("Please choose one.")}
WEEKS = [("1", _("Every week")), ("2", _("Every two weeks")), ("4", _("Every four weeks"))]
UNTIL = "until"
TIMES = [
    ("4", _("4 visits")), ("8", _("8 visits")), ("12", _("12 visits")), (UNTIL, _("until a day")),
]  # fmt: skip
KEEP, CANCEL = "keep", "cancel"


class RhythmForm(forms.Form):
    """How often, and how many times or until when."""

    weeks = forms.ChoiceField(
        label=_("How often?"),
        choices=WEEKS,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    times = forms.ChoiceField(
        label=_("How many visits?"), choices=TIMES, widget=forms.RadioSelect, error_messages=CHOOSE
    )  # fmt: skip
    until = forms.DateField(
        label=_("Last day, if you chose a day"),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": _("Please type a day like 24.12.2026.")},
    )

    def clean(self) -> dict[str, Any]:
        """A day belongs to the last answer only."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("times") == UNTIL and not data.get("until") and "until" not in self.errors:  # fmt: skip
            self.add_error("until", _("Please type a day like 24.12.2026."))
        return data

    def rhythm(self) -> dict[str, Any]:
        """As the action wants it."""
        times: str = self.cleaned_data["times"]
        until: date | None = self.cleaned_data["until"] if times == UNTIL else None
        return {
            "weeks": int(self.cleaned_data["weeks"]),
            "times": None if times == UNTIL else int(times),
            "until": until,
        }


class EndingForm(forms.Form):
    """Whether the visits that are agreed already stay."""

    visits = forms.ChoiceField(
        label=_("What about the visits that are agreed already?"),
        choices=[(KEEP, _("They stay")), (CANCEL, _("Cancel them too"))],
        widget=forms.RadioSelect,
        initial=KEEP,
        error_messages=CHOOSE,
    )


class InsteadForm(forms.Form):
    """A helper and a time in place of a day that was left out."""

    slot = forms.CharField(error_messages=CHOOSE)

    def clean_slot(self) -> tuple[UUID, datetime]:
        """`helper|moment`, as the radios say it."""
        helper, _bar, start = str(self.cleaned_data["slot"]).partition("|")
        try:
            return UUID(helper), datetime.fromisoformat(start)
        except ValueError:
            raise forms.ValidationError(CHOOSE["required"]) from None
