"""What a tap on the page of the private question says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.cases.models import PrivateFeedback

ANSWERS = {"yes": True, "no": False, "unsure": None}


class AnswerForm(forms.Form):
    """One button after the other; each keeps what was said before."""

    helped = forms.ChoiceField(choices=[("yes", ""), ("no", "")], required=False)
    again = forms.ChoiceField(choices=[(key, "") for key in ANSWERS], required=False)
    comment = forms.CharField(
        label=_("What should we know?"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("helped"):
            raise forms.ValidationError("empty")
        return data

    @property
    def is_last(self) -> bool:
        return bool(self.is_valid() and self.cleaned_data["again"])

    def given(self, before: PrivateFeedback | None) -> dict[str, Any]:
        """As the action wants it."""
        data = self.cleaned_data
        return {
            "helped": ANSWERS[data["helped"]] is True,
            "again": ANSWERS[data["again"]] if data["again"] else before and before.again,
            "recommend": before and before.recommend,
            "comment": data["comment"] or (before.comment if before else ""),
        }
