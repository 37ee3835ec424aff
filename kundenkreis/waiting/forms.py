"""What one who waits says: until when, and whether for one helper only."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WITHIN = [("7", _("within 7 days")), ("14", _("within 14 days")), ("28", _("within 4 weeks"))]  # fmt: skip
ANYONE = "anyone"


class WaitingForm(forms.Form):
    """Two questions with few answers."""

    within = forms.ChoiceField(
        label=_("Until when can you wait?"),
        choices=WITHIN,
        widget=forms.RadioSelect,
        initial="14",
        error_messages={"required": _("Please choose one.")},
    )
    helper = forms.ChoiceField(
        label=_("Who may come?"),
        widget=forms.RadioSelect,
        initial=ANYONE,
        error_messages={"required": _("Please choose one.")},
    )

    def __init__(self, *args: Any, helpers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["helper"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(ANYONE, _("Anyone who is checked and near")), *helpers]

    def latest(self, at: datetime) -> datetime:
        """Until then, from now on."""
        return at + timedelta(days=int(self.cleaned_data["within"]))
