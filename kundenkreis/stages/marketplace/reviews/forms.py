"""What is typed in a review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.stages.marketplace.models import MARKS, Review, ReviewReport

STARS = [("5", _("very good")), ("4", _("good")), ("3", _("all right")), ("2", _("not good")), ("1", _("bad"))]  # fmt: skip
NAMES = {
    "explained": _("Was it well explained?"),
    "on_time": _("Was the helper on time?"),
    "solved": _("Is the problem solved?"),
}


class ReviewForm(forms.Form):
    """Stars and words, by either side."""

    stars = forms.TypedChoiceField(
        label=_("How was it?"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one to five stars.")},
    )
    text = forms.CharField(
        label=_("Your words"), widget=forms.Textarea, max_length=2000, required=False
    )


class CustomerReviewForm(ReviewForm):
    """Three questions more, each to be left out as one likes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mark in MARKS:
            self.fields[mark] = forms.TypedChoiceField(
                label=NAMES[mark],
                choices=Review.Mark.choices,
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """The marks that were given, together."""
        found = dict(self.cleaned_data)
        marks = {mark: found.pop(mark, None) for mark in MARKS}
        found["marks"] = {name: value for name, value in marks.items() if value is not None}
        return found


class ReplyForm(forms.Form):
    """The one reply."""

    text = forms.CharField(
        label=_("Your reply"),
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": _("Please write a few words.")},
    )


class ReportForm(forms.Form):
    """What is wrong with a review; without an account also whom to answer."""

    reason = forms.ChoiceField(
        label=_("Why should this review not stand here?"),
        choices=ReviewReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the reasons.")},
    )
    text = forms.CharField(
        label=_("What exactly?"), widget=forms.Textarea, max_length=2000, required=False
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not known:
            self.fields["name"] = forms.CharField(
                label=_("Your name"),
                max_length=80,
                error_messages={"required": _("Please give your name.")},
            )
            self.fields["email"] = forms.CharField(
                label=_("E-mail address"),
                max_length=254,
                error_messages={"required": _("Please give an e-mail address, so that we can answer.")},
            )  # fmt: skip
        self.fields["honest"] = forms.BooleanField(
            label=_("What I write here is true as far as I know."),
            error_messages={"required": _("Please confirm that it is true as far as you know.")},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Without the tick, which only had to be there."""
        return {name: value for name, value in self.cleaned_data.items() if name != "honest"}  # fmt: skip


class DecisionForm(forms.Form):
    """What was decided, and why."""

    answer = forms.CharField(
        label=_("Your reasons"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Please write your reasons.")},
    )
    upheld = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("no", _("The review stays")), ("yes", _("The review is hidden"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please decide.")},
    )


class RestorationForm(forms.Form):
    """Why it is shown again."""

    answer = DecisionForm.base_fields["answer"]
