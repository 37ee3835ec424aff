"""Input of this room's pages."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.words import pick
from kundenkreis.stages.knowledge.models import ArticleRevision
from kundenkreis.terms.forms import TermsForm, number

NAMES = {"de": _("German"), "en": _("English"), "fr": _("French"), "it": _("Italian")}
NO_TOPIC = "none"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class WhyForm(forms.Form):
    """Why an article did not help. Nobody must say."""

    why = forms.CharField(
        label=_("What was missing?"),
        required=False,
        max_length=500,
        widget=forms.Textarea,
    )


class TextForm(forms.Form):
    """The words of one article."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("As people would say it: what goes wrong, or what they want to do."),
        max_length=300,
        error_messages={"required": _("Please give a title.")},
    )
    summary = forms.CharField(
        label=_("In one sentence"),
        help_text=_("Shown in lists and above the text."),
        required=False,
        max_length=600,
        widget=forms.Textarea,
    )
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea,
        error_messages={"required": _("Please write the text.")},
    )

    @classmethod
    def of(cls, revision: ArticleRevision | None, data: Any) -> "TextForm":
        """With the words of this revision to begin with."""
        now = {"title": revision.title, "summary": revision.summary, "body": revision.body} if revision else {}  # fmt: skip
        return cls(data, initial=now)

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        return dict(self.cleaned_data)


def topics_to_choose() -> list[tuple[str, Any]]:
    """The brand's topics, and none of them."""
    rows = [(topic.slug, pick(topic.words)) for topic in Topic.objects.all()]
    return [*rows, (NO_TOPIC, _("none of these"))]


class TopicForm(forms.Form):
    """Under which topic it stands."""

    topic = forms.ChoiceField(
        label=_("Topic"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.choices = field.widget.choices = topics_to_choose()

    def clean_topic(self) -> Topic | None:
        return Topic.objects.filter(slug=self.cleaned_data["topic"]).first()


class NewArticleForm(TextForm, TopicForm):
    """A whole new article."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, NAMES[code]) for code in LANGUAGES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a language.")},
    )


class TranslationForm(TextForm):
    """The words of a translation, and whether they say all that the original says now."""

    up_to_date = forms.BooleanField(
        label=_("It says what the original says now"), required=False
    )


class ProposalForm(NewArticleForm):
    """A member's own article."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[("help", _("Instructions that solve a problem")), ("blog", _("Something I want to tell"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )  # fmt: skip


class NoteForm(forms.Form):
    """What the author should change."""

    note = forms.CharField(
        label=_("What should be changed?"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Please say what should be changed.")},
    )


class WithdrawalForm(forms.Form):
    """Why it is retired, and what people read instead."""

    note = forms.CharField(label=_("Why is it retired?"), required=False, max_length=300)
    successor = forms.CharField(
        label=_("Which article replaces it?"),
        help_text=_("Paste its address. Who follows an old link then gets there."),
        required=False,
        max_length=300,
    )

    def clean_successor(self) -> UUID | None:
        typed = self.cleaned_data["successor"].strip()
        found = _ID.search(typed)
        if typed and not found:
            raise forms.ValidationError(_("This is not the address of an article."))
        return UUID(found[0]) if found else None


class RulesForm(TermsForm):
    """What managers set about articles."""

    four_eyes = forms.BooleanField(
        label=_("Two people for every text"),
        help_text=_("Nobody approves what she wrote herself."),
        required=False,
    )
    review_days = number(
        _("Days until the next check"),
        _("After that nobody can read the article until somebody has checked it."),
    )
    warn_days = number(_("Days before that we tell the editors"))
