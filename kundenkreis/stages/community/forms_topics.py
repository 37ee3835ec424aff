"""Which topic a question stands under."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Topic
from kundenkreis.stages.community.models import Question

NONE = "none"


class TopicForm(forms.Form):
    """One radio a topic."""

    topic = forms.ChoiceField(
        label=_("Where do people look for this question?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )

    def __init__(self, data: Any, *, question: Question) -> None:
        now = question.topic.slug if question.topic else NONE
        super().__init__(data, initial={"topic": now})
        self.topics = {row.slug: row for row in Topic.objects.all()}
        field: Any = self.fields["topic"]
        field.choices = [
            *((slug, str(row)) for slug, row in self.topics.items()),
            (NONE, _("Something else")),
        ]

    @property
    def chosen(self) -> Topic | None:
        """None: under no topic."""
        return self.topics.get(self.cleaned_data["topic"])
