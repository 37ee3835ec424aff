"""What a member who reviews says about a text."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReviewForm(forms.Form):
    """Right, or what should be changed."""

    decision = forms.ChoiceField(
        label=_("Is this text right?"),
        choices=[
            ("approve", _("Yes, it may be published")),
            ("return", _("Not yet, something should be changed")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    note = forms.CharField(
        label=_("What should be changed?"),
        help_text=_("Only if it is not right yet. The author reads this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("decision") == "return" and not given.get("note"):
            self.add_error("note", _("Please say what should be changed."))
