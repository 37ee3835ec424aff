"""What people type about a visit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.stages.marketplace.clock import MINUTES
from kundenkreis.stages.marketplace.models import VisitConcern
from kundenkreis.stages.marketplace.out import moment
from kundenkreis.stages.marketplace.terms import UNSUCCESSFUL


class PackageForm(forms.Form):
    """Which help."""

    package = forms.ChoiceField(
        label=_("What should be done?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )

    def __init__(self, *args: Any, packages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["package"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = packages


class PlaceForm(forms.Form):
    """Where, roughly."""

    postal_code = forms.CharField(
        label=_("Where do you need help?"),
        help_text=_("Your postal code is enough. Example: 8004"),
        max_length=40,
        error_messages={"required": _("Please give your postal code. Example: 8004")},
    )


class SlotForm(forms.Form):
    """Who and when, in one choice: `<helper>|<start>`, or `firm:<firm>|<start>`."""

    slot = forms.CharField(
        label=_("Who should come, and when?"),
        error_messages={"required": _("Please choose a time.")},
    )

    def clean_slot(self) -> tuple[str, UUID, datetime]:
        """`helper` or `firm`, its id, and the start."""
        who, _bar, start = self.cleaned_data["slot"].partition("|")
        kind = "firm" if who.startswith("firm:") else "helper"
        try:
            return kind, UUID(who.removeprefix("firm:")), moment(start)
        except ValueError:
            raise forms.ValidationError(_("Please choose a time.")) from None


class WindowsForm(forms.Form):
    """When whoever can come first may come. `windows`: (value, words) of each stretch of time."""

    MOST = 3

    windows = forms.MultipleChoiceField(
        label=_("When may somebody come?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Please choose one to three times."),
            "invalid_choice": _("This time is no longer free. Please choose another one."),
        },
    )

    def __init__(self, data: Any = None, *, windows: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["windows"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = windows

    def clean_windows(self) -> list[str]:
        """One to three."""
        chosen: list[str] = self.cleaned_data["windows"]
        if len(chosen) > self.MOST:
            raise forms.ValidationError(_("Please choose one to three times."))
        return chosen


class AddressForm(forms.Form):
    """Where exactly, and how to reach the customer."""

    street = forms.CharField(
        label=_("Street and house number"),
        max_length=120,
        error_messages={"required": _("Please give street and house number.")},
    )
    details = forms.CharField(
        label=_("Floor, bell, where to park"), max_length=200, required=False
    )
    name = forms.CharField(
        label=_("Name on the bell"),
        max_length=80,
        error_messages={"required": _("Please give a name for the bell.")},
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        help_text=_("The helper calls only about this visit."),
        max_length=30,
        error_messages={
            "required": _("Please give a telephone number, so that the helper can call.")
        },
    )
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("For the confirmation and your way back to this page."),
        max_length=254,
        required=False,
    )
    second_person = forms.BooleanField(
        label=_("Somebody I trust will be with me"),
        help_text=_("The helper is told, and begins only when you are two."),
        required=False,
    )
    note = forms.CharField(
        label=_("What should the helper know?"),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )


class ExtraForm(forms.Form):
    """What should be added: an add-on by its slug, or minutes."""

    extra = forms.ChoiceField(
        label=_("What should be added?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose one."),
            "invalid_choice": _("Please choose one."),
        },
    )

    def __init__(self, *args: Any, extras: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["extra"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = extras


class PaymentForm(forms.Form):
    """How to pay. `ways`: (name, title) in the brand's order, the first one preselected."""

    payment = forms.ChoiceField(
        label=_("How would you like to pay?"), widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, ways: list[tuple[str, str]]) -> None:
        if data is not None and "payment" not in data and ways:
            # Where there is one way only, the page does not ask.
            data = {**data.dict(), "payment": ways[0][0]}
        super().__init__(data)
        field = self.fields["payment"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = ways
        field.required = bool(ways)
        field.initial = ways[0][0] if ways else ""


class TimeForm(forms.Form):
    """At which of the times asked for; the first, if nothing is said."""

    starts_at = forms.CharField(required=False)

    def clean_starts_at(self) -> datetime | None:
        """The start, with its offset."""
        raw = self.cleaned_data["starts_at"]
        try:
            return moment(raw) if raw else None
        except ValueError:
            raise forms.ValidationError(_("Please choose a time.")) from None


class ReplaceForm(forms.Form):
    """What should happen if the helper falls out."""

    replace_missing = forms.BooleanField(
        label=_("If the helper cannot come, look for someone else at once"), required=False
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why?"), max_length=300, required=False)


class StartForm(forms.Form):
    """The word at the door."""

    code_word = forms.CharField(
        label=_("The customer's word"),
        max_length=40,
        error_messages={"required": _("Please type the word the customer says.")},
    )
    second_person = forms.BooleanField(
        label=_("A second person is with the customer"), required=False
    )


class ReportForm(forms.Form):
    """What was done."""

    report = forms.CharField(
        label=_("What did you do?"),
        help_text=_("Two lines are enough. The customer reads them."),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )


class DepartureForm(forms.Form):
    """In how many minutes; nothing said: as long as the way takes."""

    minutes = forms.TypedChoiceField(
        label=_("In how many minutes are you there?"),
        choices=[(str(each), each) for each in MINUTES],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Please choose one.")},
    )


class PositionForm(forms.Form):
    """Degrees, as a browser says them."""

    lat = forms.FloatField()
    lng = forms.FloatField()


class UnsuccessfulForm(ReportForm):
    """Why it did not work."""

    reason = forms.ChoiceField(
        label=_("Why could it not be solved?"),
        choices=list(UNSUCCESSFUL.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the reasons.")},
    )


class CodeForm(forms.Form):
    """The customer's sign-off code."""

    code = forms.CharField(
        label=_("The customer's code"),
        max_length=20,
        error_messages={"required": _("Please type the code the customer says.")},
    )


class ConcernForm(forms.Form):
    """What is not right."""

    reason = forms.ChoiceField(
        label=_("What is not right?"),
        choices=VisitConcern.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the reasons.")},
    )
    text = forms.CharField(
        label=_("What happened?"), widget=forms.Textarea, max_length=2000, required=False
    )


class SignOffForm(forms.Form):
    """Done; and solved, unless not."""

    solved = forms.BooleanField(
        label=_("My problem is solved"), required=False, initial=True
    )
