"""What the team types about a guide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Topic
from kundenkreis.guides.actions.editing import MOST_ANSWERS, NEW
from kundenkreis.guides.models import GuideStep


class GuideForm(forms.Form):
    """Title, what it is for, topic, language."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("For what problem is it?"), max_length=600, required=False, widget=forms.Textarea
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Topic"), widget=forms.RadioSelect, required=False)
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, topics: list[Topic], languages: list[tuple[str, str]], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.topics = {topic.slug: topic for topic in topics}
        topic, language = self.fields["topic"], self.fields["language"]
        assert isinstance(topic, forms.ChoiceField)
        assert isinstance(language, forms.ChoiceField)
        topic.choices = [*((row.slug, str(row)) for row in topics), ("", _("no topic"))]
        language.choices = languages
        if not languages:
            del self.fields["language"]

    def values(self) -> dict[str, Any]:
        """As the action wants it."""
        return {**self.cleaned_data, "topic": self.topics.get(self.cleaned_data["topic"])}


class StepForm(forms.Form):
    """A step, and up to eight answers: words, and the step that follows."""

    text = forms.CharField(label=_("What does it say?"), max_length=200)
    body = forms.CharField(
        label=_("How to look, or what to do"), max_length=5000, required=False, widget=forms.Textarea
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What is this step?"), choices=GuideStep.Kind.choices, widget=forms.RadioSelect
    )  # fmt: skip
    article = forms.ChoiceField(label=_("Which article?"), required=False)
    stage = forms.ChoiceField(label=_("Who helps?"), required=False, widget=forms.RadioSelect)  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        steps: list[GuideStep],
        articles: list[tuple[str, str]],
        stages: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        ways = [("", _("not known yet")), *((str(row.number), f"{row.number}. {row.text}") for row in steps), (str(NEW), _("a new step"))]  # fmt: skip
        for number in range(1, MOST_ANSWERS + 1):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=_("Answer {number}").format(number=number), max_length=120, required=False
            )  # fmt: skip
            self.fields[f"to_{number}"] = forms.ChoiceField(
                label=_("leads to"), choices=ways, required=False
            )
        article, stage = self.fields["article"], self.fields["stage"]
        assert isinstance(article, forms.ChoiceField)
        assert isinstance(stage, forms.ChoiceField)
        article.choices = [("", _("none")), *articles]
        stage.choices = [("", _("nobody")), *stages]

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The answers' fields, two and two."""
        return [(self[f"answer_{n}"], self[f"to_{n}"]) for n in range(1, MOST_ANSWERS + 1)]

    def answers(self) -> list[tuple[str, int | None]]:
        """As the action wants them."""
        data = self.cleaned_data
        pairs = [(data[f"answer_{n}"], data[f"to_{n}"]) for n in range(1, MOST_ANSWERS + 1)]
        return [(text, int(to) if to else None) for text, to in pairs if text]


def initial_of(step: GuideStep) -> dict[str, Any]:
    """What stands there before somebody types."""
    known: dict[str, Any] = {
        "text": step.text, "body": step.body, "kind": step.kind, "stage": step.stage,
        "article": str(step.article or ""), "seen": step.changed_at.isoformat(),
    }  # fmt: skip
    for row in step.answers.all():
        known[f"answer_{row.number}"] = row.text
        known[f"to_{row.number}"] = str(row.to.number) if row.to else ""
    return known
