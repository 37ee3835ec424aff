"""What a moderator decides about a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kundenkreis.collusion.models import CollusionCase

CHOICES = [
    ("dismissed", gettext_lazy("Nothing was arranged")),
    ("warned", gettext_lazy("Warn these people")),
    ("suspended", gettext_lazy("These people may not thank or vote for a while")),
]


class CaseDecisionForm(forms.Form):
    """What it was, who it is about, why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who is it about?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days?"),
        required=False,
        initial=30,
        min_value=1,
        max_value=365,
    )
    reason = forms.CharField(
        label=gettext_lazy("Your reason"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Please write a few words.")},
    )

    def __init__(self, case: CollusionCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["people"]
        assert isinstance(people, forms.ChoiceField)
        people.choices = [
            (str(each.person_id), each.person.shown_name) for each in case.members.all()
        ]
