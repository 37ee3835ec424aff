"""What people type on the idea board."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.brands.models import Topic
from kundenkreis.ideas.models import Idea, Status
from kundenkreis.ideas.models.ideas import STEPS

_WORDS = {"required": gettext_lazy("Please write a few words.")}
_CHOOSE = {"required": gettext_lazy("Please choose one.")}


class TextForm(forms.Form):
    """An idea's words."""

    title = forms.CharField(
        label=gettext_lazy("Your idea in one sentence"),
        max_length=120,
        error_messages={"required": gettext_lazy("Please say it in one sentence.")},
    )
    body = forms.CharField(
        label=gettext_lazy("What would be better then?"),
        help_text=gettext_lazy("For whom, when, and what do you do today instead?"),
        widget=forms.Textarea,
        strip=False,
        error_messages=_WORDS,
    )


class IdeaForm(TextForm):
    """A new idea. `checked`: the similar ones were shown already."""

    topic = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), widget=forms.RadioSelect, required=False
    )
    workaround = forms.BooleanField(
        label=gettext_lazy("I have built something for it myself already."),
        required=False,
    )
    checked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        field = self.fields["topic"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((slug, str(topic)) for slug, topic in self.topics.items()),
            ("none", _("Something else")),
        ]

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        topic = self.topics.get(given["topic"])
        return {
            "title": given["title"],
            "body": given["body"],
            "topic": topic,
            "workaround": given["workaround"],
        }


class CommentForm(forms.Form):
    """Words below an idea, or the official answer."""

    body = forms.CharField(
        label=gettext_lazy("Your comment"), widget=forms.Textarea, error_messages=_WORDS
    )


class StepForm(forms.Form):
    """How far the brand is, and why."""

    to = forms.ChoiceField(
        label=gettext_lazy("How far are we with this idea?"),
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    sentence = forms.CharField(
        label=gettext_lazy("Why? Everyone reads this sentence."),
        widget=forms.Textarea,
        max_length=1000,
        error_messages=_WORDS,
    )

    def __init__(self, idea: Idea, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(to, str(Status(to).label)) for to in STEPS[idea.status]]


class MergerForm(forms.Form):
    """Of which idea it is a part."""

    into = forms.ChoiceField(
        label=gettext_lazy("Of which idea is it a part?"),
        widget=forms.RadioSelect,
        required=False,
    )
    address = forms.CharField(
        label=gettext_lazy("Or the address of another idea"), required=False, max_length=300
    )

    def __init__(self, similar: list[Idea], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(row.pk), row.title) for row in similar]

    def clean(self) -> dict[str, Any]:
        """The id of the chosen one; an address carries it too."""
        given: dict[str, Any] = super().clean() or {}
        parts = (given.get("address") or "").split("/")
        ids = [part for part in parts if len(part) == len("00000000-0000-0000-0000-000000000000")]  # fmt: skip
        given["pk"] = (ids or [given.get("into") or ""])[0]
        if not given["pk"]:
            raise forms.ValidationError(_("Please choose one."))
        return given
