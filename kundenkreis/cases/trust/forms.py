"""What is typed about a trusted person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SCOPES = [
    ("read", _("Read along and get copies of messages")),
    ("book", _("Also book, move and cancel visits for me")),
    ("confirm", _("Also agree to extras and sign off for me")),
]
CASES = [("one", _("Only for this case")), ("all", _("For all my cases"))]


class TrustForm(forms.Form):
    """Who, where to reach him, what he may do."""

    name = forms.CharField(
        label=_("Name of your trusted person"),
        max_length=80,
        error_messages={"required": _("Please write the name of your trusted person.")},
    )
    email = forms.CharField(
        label=_("E-mail address of your trusted person"), max_length=254, required=False
    )
    phone = forms.CharField(
        label=_("Telephone number of your trusted person"),
        help_text=_("If there is no e-mail address."),
        max_length=30,
        required=False,
    )
    scope = forms.ChoiceField(
        label=_("What may this person do?"),
        choices=SCOPES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what this person may do.")},
    )
    cases = forms.ChoiceField(
        label=_("For which cases?"), choices=CASES, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, which: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not which:
            del self.fields["cases"]

    @property
    def given(self) -> dict[str, Any]:
        """As the action wants it, without the case."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "email": data["email"],
            "phone": data["phone"],
            "may_book": data["scope"] in ("book", "confirm"),
            "may_confirm": data["scope"] == "confirm",
        }

    @property
    def for_all(self) -> bool:
        return self.cleaned_data.get("cases") == "all"
