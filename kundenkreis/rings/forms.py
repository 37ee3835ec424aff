"""What people type to write to members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.people.models import Person
from kundenkreis.rings.models import RingChoice

_WORDS = {"required": _("Please write a few words.")}


class WordsForm(forms.Form):
    """What it says."""

    title = forms.CharField(label=_("What is it about?"), max_length=120, error_messages=_WORDS)  # fmt: skip
    body = forms.CharField(
        label=_("Your words"), widget=forms.Textarea, error_messages=_WORDS,
        help_text=_("At most 2000 letters. Nobody sees who reads it."),
    )  # fmt: skip


class RingForm(WordsForm):
    """To whom, and what."""

    to = forms.MultipleChoiceField(
        label=_("To whom?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose somebody.")},
    )  # fmt: skip
    field_order = ("to", "title", "body")

    def __init__(self, *args: Any, persons: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = {str(each.pk): each for each in persons}
        field = self.fields["to"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(pk, each.shown_name) for pk, each in self.persons.items()]

    def clean_to(self) -> list[Person]:
        return [self.persons[pk] for pk in self.cleaned_data["to"]]


class ChoiceForm(forms.Form):
    """How somebody wants messages of members."""

    how = forms.ChoiceField(
        label=_("How do you want messages of members?"), choices=RingChoice.How.choices,
        widget=forms.RadioSelect, error_messages={"required": _("Please choose one.")},
    )  # fmt: skip
