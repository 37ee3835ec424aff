"""What applicants answer and what the team decides."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.helpers.models import MOST_RADIUS_KM
from kundenkreis.people.models import Person

RADII = (2, 5, 10, 20, MOST_RADIUS_KM)


class AgeForm(forms.Form):
    """One question."""

    of_age = forms.ChoiceField(
        label=_("Are you 18 or older?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )


class ServicesForm(forms.Form):
    """What she would like to do."""

    package = forms.MultipleChoiceField(
        label=_("With what would you like to help?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one service.")},
    )

    def __init__(self, data: Any, packages: Sequence[ServicePackage]) -> None:
        super().__init__(data)
        self.packages = {row.slug: row for row in packages}
        choice: Any = self.fields["package"]
        choice.choices = [(slug, str(row)) for slug, row in self.packages.items()]

    @property
    def chosen(self) -> list[ServicePackage]:
        return [self.packages[slug] for slug in self.cleaned_data["package"]]


class AreaForm(forms.Form):
    """Where she helps."""

    postal_code = forms.CharField(
        max_length=40,
        label=_("Your postal code"),
        error_messages={"required": _("Please type your postal code.")},
    )
    radius_km = forms.TypedChoiceField(
        label=_("How far do you go?"),
        choices=[(n, _("up to %(km)s km") % {"km": n}) for n in RADII],
        coerce=int,
        initial=5,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how far you go.")},
    )


class AgreementForm(forms.Form):
    """The rules, and whether she does it for a living."""

    professional = forms.ChoiceField(
        label=_("Do you help for a living?"),
        choices=[("no", _("No, as a neighbour")), ("yes", _("Yes, as a business"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose.")},
    )
    agreed = forms.BooleanField(
        label=_("I have read the rules and agree"),
        error_messages={"required": _("Please agree, so that you can help.")},
    )


class AdmissionForm(forms.Form):
    """Who looks at the first visits."""

    supervisor = forms.ChoiceField(
        label=_("Who looks at the first visits?"),
        widget=forms.RadioSelect,
        initial="team",
        error_messages={"required": _("Please choose.")},
    )

    def __init__(self, data: Any, persons: Sequence[Person]) -> None:
        super().__init__(data)
        self.persons = {str(person.pk): person for person in persons}
        choice: Any = self.fields["supervisor"]
        choice.choices = [("team", _("Our team"))] + [
            (pk, person.name or person.shown_name) for pk, person in self.persons.items()
        ]

    @property
    def chosen(self) -> Person | None:
        return self.persons.get(self.cleaned_data["supervisor"])


class ReasonForm(forms.Form):
    """Why. The helper reads it."""

    reason = forms.CharField(
        label=_("Your reasons. The helper reads them."),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Please write your reasons.")},
    )


class VerdictForm(forms.Form):
    """How a first visit was."""

    good = forms.ChoiceField(
        label=_("How was the visit?"),
        choices=[("yes", _("Good")), ("no", _("Not yet good"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose.")},
    )
    words = forms.CharField(
        label=_("What would you tell the helper?"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )


class ContestForm(forms.Form):
    """Why a decision is not right."""

    text = forms.CharField(
        label=_("What is not right?"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Please write in a few words what is not right.")},
    )


class AnswerForm(forms.Form):
    """What was decided about it."""

    answer = forms.CharField(
        label=_("Your reasons"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Please write your reasons.")},
    )
    upheld = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("The decision is undone")), ("no", _("The decision stays"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please decide.")},
    )
