"""What people type in the community."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.cases.models import Case
from kundenkreis.core.held_back import PLACEHOLDERS
from kundenkreis.stages.community import queries
from kundenkreis.stages.community.models import Question

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORDS = {"required": gettext_lazy("Please write a few words.")}


class QuestionForm(forms.Form):
    """What will be public, to check and change before it is sent."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        error_messages={"required": gettext_lazy("Please give your question a title.")},
    )
    body = forms.CharField(
        label=gettext_lazy("What others will read"),
        widget=forms.Textarea,
        strip=False,
        error_messages=_WORDS,
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Yes, everyone may read this question and its answers."),
        help_text=gettext_lazy("You can take your question back at any time."),
        error_messages={
            "required": gettext_lazy("Please agree, or go back and choose another way.")
        },
    )

    sheltered = forms.BooleanField(
        label=gettext_lazy("Please let an experienced member read it first. (voluntary)"),
        help_text=gettext_lazy(
            "She helps to say it clearly. It is public after 12 hours at the latest."
        ),
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._case = case

    def clean(self) -> dict[str, Any]:
        """What still tells who she is goes before anybody reads it: shown once more."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.data = {name: self.data.get(name) for name in self.data}
        for field in ("title", "body"):
            kept, found = queries.without_personal_data(
                cleaned.get(field) or "", self._case
            )
            if found:
                self.data = {**self.data, field: kept}
                kinds = ", ".join(
                    dict.fromkeys(str(PLACEHOLDERS[each.kind]) for each in found)
                )
                sentence = _(
                    "We held something back: {kinds}. Please read once more, then send."
                )
                self.add_error(field, sentence.format(kinds=kinds))
        return cleaned


class MergeForm(forms.Form):
    """With which question this one is the same."""

    into = forms.ChoiceField(
        label=gettext_lazy("One of these"),
        widget=forms.RadioSelect,
        required=False,
    )
    address = forms.CharField(
        label=gettext_lazy("Or its address"),
        help_text=gettext_lazy("Copy it from the browser."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, alike: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(each.pk), each.title) for each in alike]

    def clean(self) -> dict[str, Any]:
        """One of both, as an id."""
        cleaned: dict[str, Any] = super().clean() or {}
        found = _ID.search(cleaned.get("address") or "")
        cleaned["into"] = found[0] if found else cleaned.get("into")
        if not cleaned["into"]:
            self.add_error("into", _("Please choose a question, or type its address."))
        return cleaned


class RulesForm(forms.Form):
    """What managers set for their community."""

    hold_hours = forms.IntegerField(
        label=gettext_lazy("For how many hours do only customers answer?"),
        help_text=gettext_lazy(
            "0: the team may answer at once. Questions about accounts and bills never wait."
        ),
        min_value=0,
        max_value=168,
        error_messages={
            "required": gettext_lazy("Please type a number of hours from 0 to 168.")
        },
    )
    shelter_first = forms.BooleanField(
        label=gettext_lazy(
            "An experienced member reads the first question of each person before it is public."
        ),
        required=False,
    )


class AnswerForm(forms.Form):
    """An answer."""

    body = forms.CharField(
        label=gettext_lazy("Your answer"),
        widget=forms.Textarea,
        strip=False,
        error_messages=_WORDS,
    )


class CommentForm(forms.Form):
    """A few words about an answer."""

    body = forms.CharField(
        label=gettext_lazy("Your comment"),
        help_text=gettext_lazy(
            "At most 1,000 letters. With @name you call another member."
        ),
        widget=forms.Textarea,
        max_length=1000,
        strip=False,
        error_messages=_WORDS,
    )


class TextForm(AnswerForm):
    """One's own words, mended. Questions have a title too."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    field_order = ("title", "body")

    def __init__(self, *args: Any, titled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Text")
        if not titled:
            del self.fields["title"]
