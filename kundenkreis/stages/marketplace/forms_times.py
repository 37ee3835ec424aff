"""What people choose when a visit should be at another time."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.stages.marketplace.out import moment


class TimesForm(forms.Form):
    """Up to three of the free times."""

    times = forms.MultipleChoiceField(
        label=_("Free times"),
        help_text=_("You can choose up to three."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Please choose one to three other times."),
            "invalid_choice": _(
                "Someone just booked this time. Please choose another one."
            ),
        },
    )

    def __init__(self, *args: Any, times: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["times"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = times

    def clean_times(self) -> list[datetime]:
        """As moments."""
        return [moment(each) for each in self.cleaned_data["times"]]


class TimeForm(forms.Form):
    """The time on the button."""

    starts_at = forms.CharField(error_messages={"required": _("Please choose a time.")})

    def clean_starts_at(self) -> datetime:
        """As a moment."""
        try:
            return moment(self.cleaned_data["starts_at"])
        except ValueError:
            raise forms.ValidationError(_("Please choose a time.")) from None
