"""What is typed in a review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.stages.marketplace.models import MARKS, Review

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
