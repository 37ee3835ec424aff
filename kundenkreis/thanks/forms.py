"""What managers type to thank."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.language import LANGUAGES


class ThanksForm(forms.Form):
    """One's own words."""

    words = forms.CharField(
        label=_("Your words"),
        help_text=_("They are sent in your name. Without numbers and amounts."),
        max_length=600,
        widget=forms.Textarea,
        error_messages={"required": _("Please write a few words.")},
    )


class TextForm(ThanksForm):
    """Words for whoever chance chooses, in one language."""

    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=[(code, code) for code in LANGUAGES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    field_order = ("language", "words")
