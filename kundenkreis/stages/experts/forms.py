"""What customers and experts type about consultations."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.brands.models import Topic
from kundenkreis.cases.forms import YES_NO_UNSURE
from kundenkreis.stages.experts.models import Consultation, Expert

WEEKDAYS = [
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
]
# As people write it: from 18 to 21, with or without minutes, with any dash or word between.
_SPAN = re.compile(r"^\s*(\d{1,2})(?:[:.h](\d{2}))?\D+?(\d{1,2})(?:[:.h](\d{2}))?\D*$")


class ChoiceForm(forms.Form):
    """Whom to ask, and who pays. Goes by GET to the page where it is confirmed."""

    expert = forms.ChoiceField(
        label=gettext_lazy("Who should advise you?"),
        widget=forms.RadioSelect,
    )
    payer = forms.ChoiceField(
        label=gettext_lazy("Who pays?"),
        choices=Consultation.Payer.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, experts: list[Expert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["expert"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("any", gettext_lazy("Whoever is free first")),
            *((str(expert.pk), expert.person.shown_name) for expert in experts),
        ]


class OrderForm(forms.Form):
    """The binding order: whom, who pays, with which card."""

    expert = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    payer = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    # What the page showed, in minor units.
    price = forms.IntegerField(widget=forms.HiddenInput)
    means = forms.CharField(
        label=gettext_lazy("Card number"),
        help_text=gettext_lazy(
            "A test card: any number works, one that ends in 0002 is declined."
        ),
        max_length=30,
        required=False,
    )


class RefusalForm(forms.Form):
    """Why an expert does not take it."""

    why = forms.CharField(
        label=gettext_lazy("Why not? Only we read this."), max_length=300, required=False
    )


class EndForm(forms.Form):
    """What was found and done, for the customer to keep."""

    summary = forms.CharField(
        label=gettext_lazy("What was wrong, and what helped?"),
        help_text=gettext_lazy("The customer receives these words and keeps them."),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={
            "required": gettext_lazy("Please write what helped, or what you found.")
        },
    )


class ReviewForm(forms.Form):
    """Did it help, how was it, and what others should know."""

    helped = forms.ChoiceField(
        label=gettext_lazy("Did the consultation solve your problem?"),
        choices=YES_NO_UNSURE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose an answer.")},
    )
    stars = forms.TypedChoiceField(
        label=gettext_lazy("How was your expert?"),
        choices=[(number, number) for number in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose one to five stars.")},
    )
    text = forms.CharField(
        label=gettext_lazy("A sentence for your expert"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )

    @property
    def answer(self) -> bool | None:
        """True for yes, False for no, None for "I don't know"."""
        return {"yes": True, "no": False}.get(self.cleaned_data["helped"])


class ComplaintForm(forms.Form):
    """What was wrong."""

    text = forms.CharField(
        label=gettext_lazy("What was wrong?"),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={
            "required": gettext_lazy("Please write in a few words what was wrong.")
        },
    )


class HoursField(forms.CharField):
    """`18:00–21:00` in any usual way of writing; empty for a day without hours."""

    def clean(self, value: Any) -> list[str] | None:
        text = (value or "").strip()[:50]
        if not text:
            return None
        found = _SPAN.match(text)
        numbers = [int(part or 0) for part in found.groups()] if found else []
        if not numbers or not _in_order(numbers):
            raise forms.ValidationError(
                _("Please write from and until, such as 18:00–21:00.")
            )
        return [f"{numbers[0]:02}:{numbers[1]:02}", f"{numbers[2]:02}:{numbers[3]:02}"]


def _in_order(numbers: list[int]) -> bool:
    start, end = (numbers[0], numbers[1]), (numbers[2], numbers[3])
    return start < end <= (23, 59) and max(start[1], end[1]) < 60


class ProfileForm(forms.Form):
    """What an expert says about herself."""

    taking = forms.ChoiceField(
        label=gettext_lazy("Do you take consultations?"),
        choices=[
            ("yes", gettext_lazy("Yes, ask me")),
            ("no", pgettext_lazy("expert", "No, I pause")),
        ],
        widget=forms.RadioSelect,
    )
    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("What do you know well?"),
        queryset=Topic.across_brands.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please choose at least one topic.")},
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages do you advise?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please choose at least one language.")},
    )
    price = forms.DecimalField(
        label=gettext_lazy("Your price for one consultation"),
        help_text=gettext_lazy("Leave it empty for the usual price."),
        max_digits=8,
        decimal_places=2,
        min_value=Decimal("0.05"),
        required=False,
    )

    def __init__(
        self, *args: Any, languages: list[tuple[str, str]], own_prices: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        topics, spoken = self.fields["topics"], self.fields["languages"]
        assert isinstance(topics, forms.ModelMultipleChoiceField)
        assert isinstance(spoken, forms.MultipleChoiceField)
        topics.queryset, spoken.choices = Topic.objects.all(), languages
        if not own_prices:
            del self.fields["price"]
        for number, day in enumerate(WEEKDAYS):
            self.fields[f"day{number}"] = HoursField(label=day)

    @property
    def week(self) -> list[list[str] | None]:
        """Hours of the seven days, Monday first."""
        return [self.cleaned_data[f"day{number}"] for number in range(7)]

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of the seven days."""
        return [self[f"day{number}"] for number in range(7)]
