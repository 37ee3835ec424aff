"""What a manager says of a short link."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class SignpostForm(forms.Form):
    """From where, to where."""

    product = forms.CharField(label=_("Product"), max_length=60, required=False)
    topic = forms.CharField(label=_("Fault or topic"), max_length=80, required=False)
    version = forms.CharField(label=_("Version"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect, required=False)  # fmt: skip
    target = forms.ChoiceField(label=_("Where does it lead?"), required=False)
    words = forms.CharField(label=_("Or: search for these words"), max_length=200, required=False)  # fmt: skip

    def __init__(self, *args: Any, languages: list[tuple[str, str]], targets: list[tuple[str, str]], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        language, target = self.fields["language"], self.fields["target"]
        assert isinstance(language, forms.ChoiceField)
        assert isinstance(target, forms.ChoiceField)
        language.choices = [("", _("all languages")), *languages]
        target.choices = [("", _("a search")), *targets]

    def values(self) -> dict[str, Any]:
        """As the action wants it."""
        data = dict(self.cleaned_data)
        kind, _colon, family = data.pop("target").partition(":")
        return data | ({kind: UUID(family)} if family else {})
