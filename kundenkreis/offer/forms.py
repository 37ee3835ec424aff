"""What managers type about the offer: one question a form, and why it is changed."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.brands.models import (
    STAGES,
    ServicePackage,
    Skill,
    Topic,
    TopicStep,
)
from kundenkreis.cases.pages import stage_names
from kundenkreis.cases.queries import ladder
from kundenkreis.core.days import typed_day
from kundenkreis.core.language import LANGUAGES
from kundenkreis.helpers.knowing import level_choices
from kundenkreis.helpers.models import Verification
from kundenkreis.terms.forms import NamedForm, TermsForm, amount, number

LENGTHS = (30, 45, 60, 90, 120, 180, 240)


class QuestionForm(TermsForm):
    """Base: a question about one service."""

    def __init__(self, row: ServicePackage, data: Any = None) -> None:
        super().__init__(data, initial=self.now(row))
        self.ask(row)
        self.order_fields([name for name in self.fields if name != "reason"])

    def now(self, row: ServicePackage) -> dict[str, Any]:
        """What holds now."""
        return {}

    def ask(self, row: ServicePackage) -> None:
        """Adds what depends on the service."""


class NameForm(NamedForm, QuestionForm):
    def now(self, row: ServicePackage) -> dict[str, Any]:
        return dict(row.words)


class ContentsForm(QuestionForm):
    """A text a language, a line for each thing."""

    def ask(self, row: ServicePackage) -> None:
        names = {"de": _("In German"), "fr": _("In French"), "it": _("In Italian"), "en": _("In English")}  # fmt: skip
        for code in LANGUAGES:
            self.fields[code] = forms.CharField(
                label=names[code], max_length=1200, required=False, widget=forms.Textarea,
                help_text=_("One thing a line."), initial="\n".join(row.includes.get(code, [])),
            )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        lines = {code: given[code].splitlines() for code in LANGUAGES}
        return {"includes": lines, "reason": given["reason"]}


class PriceForm(QuestionForm):
    AMOUNTS = ("price",)

    price = amount(gettext_lazy("What does a visit cost?"))
    day = forms.CharField(
        label=gettext_lazy("From which day on?"), required=False, max_length=20,
        help_text=gettext_lazy("Left empty: from now on. Otherwise for example 24.12.2026."),
    )  # fmt: skip

    def now(self, row: ServicePackage) -> dict[str, Any]:
        self.zone = row.brand.zone
        return {"price": f"{row.price / 100:.2f}"}

    def clean_day(self) -> datetime | None:
        """The beginning of that day where the brand is."""
        try:
            day = typed_day(self.cleaned_data["day"])
            return datetime.combine(day, time(), self.zone) if day else None
        except ValueError:
            sentence = _("Please write the day like this: 24.12.2026")
            raise forms.ValidationError(sentence) from None

    @property
    def values(self) -> dict[str, Any]:
        given = super().values
        return {"valid_from": given.pop("day"), **given}


class LengthForm(QuestionForm):
    minutes = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect, label=gettext_lazy("How long does a visit take?"), error_messages={"required": gettext_lazy("Please choose one.")})  # fmt: skip

    def now(self, row: ServicePackage) -> dict[str, Any]:
        return {"minutes": int(row.duration.total_seconds() // 60)}

    def ask(self, row: ServicePackage) -> None:
        choice: Any = self.fields["minutes"]
        lengths = sorted({*LENGTHS, self.initial["minutes"]})
        choice.choices = [(n, _("{minutes} minutes").format(minutes=n)) for n in lengths]


class TopicsForm(QuestionForm):
    topics = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("For which topics do you propose it?"))  # fmt: skip

    def now(self, row: ServicePackage) -> dict[str, Any]:
        return {"topics": list(row.topics.values_list("slug", flat=True))}

    def ask(self, row: ServicePackage) -> None:
        choice: Any = self.fields["topics"]
        choice.choices = [(topic.slug, str(topic)) for topic in Topic.objects.all()]


class NeedsForm(QuestionForm):
    """How well each skill must be known."""

    def ask(self, row: ServicePackage) -> None:
        needed = dict(row.needs.values_list("skill__slug", "level"))
        levels = [(0, _("Not needed")), *level_choices()[1:]]
        self.slugs = []
        for skill in Skill.objects.all():
            self.slugs.append(skill.slug)
            self.fields[f"skill-{skill.slug}"] = forms.TypedChoiceField(
                coerce=int, label=str(skill), choices=levels, widget=forms.RadioSelect,
                initial=needed.get(skill.slug, 0), error_messages={"required": _("Please choose one.")},
            )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        levels = {slug: given[f"skill-{slug}"] for slug in self.slugs}
        return {"levels": levels, "reason": given["reason"]}


class ChecksForm(QuestionForm):
    kinds = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("What must be checked about who does it?"), choices=Verification.Kind.choices)  # fmt: skip

    def now(self, row: ServicePackage) -> dict[str, Any]:
        return {"kinds": row.requires}


class PersonsForm(QuestionForm):
    persons = forms.TypedChoiceField(
        label=gettext_lazy("How many people come?"), choices=[(1, gettext_lazy("One")), (2, gettext_lazy("Two, of one firm"))],
        coerce=int, widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Please choose one.")},
    )  # fmt: skip

    def now(self, row: ServicePackage) -> dict[str, Any]:
        return {"persons": row.persons}


class OfferedForm(QuestionForm):
    offered = forms.TypedChoiceField(
        label=gettext_lazy("Can customers book it?"), choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Please choose yes or no.")},
    )  # fmt: skip

    def now(self, row: ServicePackage) -> dict[str, Any]:
        return {"offered": "no" if row.withdrawn_at else "yes"}


class ServiceForm(NamedForm):
    """A new one: what it must have; the rest is asked on its page."""

    AMOUNTS = ("price",)

    price = amount(gettext_lazy("What does a visit cost?"))
    minutes = number(gettext_lazy("How many minutes does it take?"))


class LadderForm(TermsForm):
    """For each stage its place; an empty one is not offered."""

    def __init__(self, stages: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        names = stage_names()
        for name in [*stages, *(name for name in STAGES if name not in stages)]:
            self.fields[name] = forms.IntegerField(
                label=names[name], required=False, min_value=1, max_value=len(STAGES),
                initial=stages.index(name) + 1 if name in stages else None,
                error_messages={code: _("Please give a number from {least} to {most}.").format(least=1, most=len(STAGES)) for code in ("invalid", "min_value", "max_value")},
            )  # fmt: skip
        self.order_fields([name for name in self.fields if name != "reason"])

    def clean(self) -> dict[str, Any]:
        """No two at one place."""
        given = self.cleaned_data
        places = [given[name] for name in STAGES if given.get(name)]
        if len(places) != len(set(places)):
            raise forms.ValidationError(_("Two forms of help have the same place. Please give each its own."))  # fmt: skip
        return given

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        stages = sorted((name for name in STAGES if given.get(name)), key=given.__getitem__)
        return {"stages": stages, "reason": given["reason"]}


class TopicLadderForm(LadderForm):
    """The same for one topic, or no order of its own."""

    own = forms.TypedChoiceField(
        label=gettext_lazy("Which order does this topic follow?"), choices=[("no", gettext_lazy("The same as all topics")), ("yes", gettext_lazy("An order of its own"))],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Please choose one.")},
    )  # fmt: skip

    def __init__(self, topic: Topic, data: Any = None) -> None:
        super().__init__(ladder(topic), data)
        self.initial["own"] = "yes" if TopicStep.objects.filter(topic=topic).exists() else "no"  # fmt: skip
        self.order_fields(["own", *(name for name in self.fields if name != "own")])

    @property
    def values(self) -> dict[str, Any]:
        given = super().values
        return given if self.cleaned_data["own"] else {**given, "stages": []}
