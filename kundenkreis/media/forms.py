"""Input of this room's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.language import LANGUAGES
from kundenkreis.media.models import Media

NAMES = {"de": _("German"), "en": _("English"), "fr": _("French"), "it": _("Italian")}
NO_POSTER = "none"


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language"),
        choices=[(code, NAMES[code]) for code in LANGUAGES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a language.")},
    )


class WordsForm(forms.Form):
    """What is seen or heard, in words."""

    words = forms.CharField(
        label=_("What is seen or heard?"),
        help_text=_("In one sentence, for people who cannot see it. Of a film or recording its title."),
        max_length=300,
        error_messages={"required": _("Please say in one sentence what is seen or heard.")},
    )  # fmt: skip
    language = _language()


class UploadForm(WordsForm):
    """The file, and what is in it."""

    file = forms.FileField(
        label=_("File"),
        error_messages={
            "required": _("Please choose a file."),
            "empty": _("This file is empty. Please choose another one."),
        },
    )


class CaptionsForm(forms.Form):
    """Captions as a file, or typed."""

    language = _language()
    file = forms.FileField(label=_("File with captions"), required=False)
    captions = forms.CharField(
        label=_("Or type them here"), required=False, max_length=500_000, widget=forms.Textarea
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("captions", "").strip():
            self.add_error("captions", _("Please choose a file or type the captions."))
        return cleaned

    @property
    def data_sent(self) -> bytes:
        """The file where there is one, else what was typed."""
        file = self.cleaned_data.get("file")
        if file:
            read: bytes = file.read(500_001)
            return read
        return str(self.cleaned_data["captions"]).strip().encode()


class PosterForm(forms.Form):
    """The picture that stands there until a film begins."""

    poster = forms.ChoiceField(
        label=_("Picture before it begins"), widget=forms.RadioSelect
    )

    def __init__(self, pictures: list[Media], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["poster"]
        choices = [(str(each.pk), each.words) for each in pictures]
        field.choices = field.widget.choices = [
            *choices,
            (NO_POSTER, _("the film's own first picture")),
        ]
