"""What managers write and learners choose."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Brand, ServicePackage
from kundenkreis.training.models import TrainingUnit
from kundenkreis.training.quiz import Question

LANGUAGES = {"de": _("German"), "en": _("English"), "fr": _("French"), "it": _("Italian")}
# Not a slug of any package.
EVERYBODY = "*"
PARTS = ("title", "body", "test")


class UnitForm(forms.Form):
    """A unit with its texts in the brand's languages."""

    package = forms.ChoiceField(label=_("For which service?"), widget=forms.RadioSelect)
    position = forms.IntegerField(
        label=_("Position"), min_value=0, max_value=999, initial=0, required=False
    )
    minutes = forms.IntegerField(
        label=_("Minutes it takes to read"), min_value=1, max_value=60, initial=5
    )

    def __init__(
        self, data: Any = None, *, brand: Brand, unit: TrainingUnit | None = None
    ) -> None:
        super().__init__(data, initial=_as_written(unit))
        self.languages = [code for code in brand.languages if code in LANGUAGES]
        packages = ServicePackage.objects.filter(withdrawn_at__isnull=True)
        choice: Any = self.fields["package"]
        choice.choices = [(EVERYBODY, _("For everybody who visits"))] + [
            (row.slug, str(row)) for row in packages
        ]
        for code in self.languages:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title"), max_length=120, required=False
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=_("What to learn"), max_length=20_000, required=False, widget=forms.Textarea
            )  # fmt: skip
            self.fields[f"test_{code}"] = forms.CharField(
                label=_("Test"), max_length=10_000, required=False, widget=forms.Textarea
            )

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """By language: title, body, test."""
        return {
            code: {part: self.cleaned_data[f"{part}_{code}"] for part in PARTS}
            for code in self.languages
        }

    @property
    def chosen_package(self) -> ServicePackage | None:
        slug = self.cleaned_data["package"]
        return None if slug == EVERYBODY else ServicePackage.objects.get(slug=slug)


def _as_written(unit: TrainingUnit | None) -> dict[str, Any]:
    if unit is None:
        return {"package": EVERYBODY}
    written: dict[str, Any] = {
        "package": unit.package.slug if unit.package else EVERYBODY,
        "position": unit.position,
        "minutes": unit.minutes,
    }
    for text in unit.texts.all():
        written |= {f"{part}_{text.language}": getattr(text, part) for part in PARTS}
    return written


class TestForm(forms.Form):
    """The questions of a test as radios; nothing is chosen beforehand."""

    __test__ = False  # not one of pytest's

    def __init__(self, data: Mapping[str, Any] | None, questions: list[Question]) -> None:
        super().__init__(data)
        for number, question in enumerate(questions):
            self.fields[f"question_{number}"] = forms.ChoiceField(
                label=question.words,
                choices=list(enumerate(question.answers)),
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose an answer.")},
            )

    @property
    def answers(self) -> dict[int, int]:
        """The chosen answer by question, both counted from 0."""
        return {
            int(name.rpartition("_")[2]): int(value)
            for name, value in self.cleaned_data.items()
        }
