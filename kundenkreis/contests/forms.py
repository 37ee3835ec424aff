"""What people type about contests."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.contests.models import ContestEntry, IdeaContest
from kundenkreis.core.days import typed_day

_WORDS = {"required": gettext_lazy("Please write a few words.")}
_DAY = gettext_lazy("For example 24.12.2026.")


def _day(label: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=_DAY, max_length=20)


class ContestForm(forms.Form):
    """A new contest. Days are whole days where the brand is."""

    title = forms.CharField(
        label=gettext_lazy("What is the question?"), max_length=120, error_messages=_WORDS
    )
    body = forms.CharField(
        label=gettext_lazy("What do you look for?"),
        widget=forms.Textarea,
        error_messages=_WORDS,
    )
    rules = forms.CharField(
        label=gettext_lazy("Rules, and what you may do with the ideas"),
        widget=forms.Textarea,
        error_messages=_WORDS,
    )
    prize = forms.CharField(
        label=gettext_lazy("What is the prize?"), max_length=300, error_messages=_WORDS
    )
    criteria = forms.CharField(
        label=gettext_lazy("By what does the jury judge? One criterion a line."),
        widget=forms.Textarea,
        error_messages=_WORDS,
    )
    tokens = forms.IntegerField(
        label=gettext_lazy("How many of the weakest may each member mark?"), initial=3
    )
    submit_from = _day(gettext_lazy("First day to enter"))
    submit_until = _day(gettext_lazy("Last day to enter"))
    filter_until = _day(gettext_lazy("Last day to sort out"))
    jury_until = _day(gettext_lazy("Last day of the jury"))

    DAYS = ("submit_from", "submit_until", "filter_until", "jury_until")

    def clean(self) -> dict[str, Any]:
        """Days as people write them."""
        given: dict[str, Any] = super().clean() or {}
        for name in self.DAYS:
            try:
                given[name] = typed_day(given.get(name) or "")
            except ValueError:
                self.add_error(name, _("Please write the day like this: 24.12.2026"))
        return given

    def values(self, zone: ZoneInfo) -> dict[str, Any]:
        """As the action takes them: the last days are over at midnight."""
        given = dict(self.cleaned_data)
        for name in self.DAYS:
            day = given[name] + timedelta(days=0 if name == "submit_from" else 1)
            given[name] = datetime.combine(day, time(), zone)
        given["criteria"] = given["criteria"].splitlines()
        return given


class EntryForm(forms.Form):
    """An idea for the contest."""

    title = forms.CharField(
        label=gettext_lazy("Your idea in one sentence"),
        max_length=120,
        error_messages={"required": gettext_lazy("Please say it in one sentence.")},
    )
    body = forms.CharField(
        label=gettext_lazy("How does it work?"),
        widget=forms.Textarea,
        strip=False,
        error_messages=_WORDS,
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("I read the rules. You may use my idea as they say."),
        help_text=gettext_lazy("You can take your idea back at any time."),
        error_messages={"required": gettext_lazy("Please agree to the rules first.")},
    )


class WeakestForm(forms.Form):
    """Which ideas are the weakest."""

    entries = forms.MultipleChoiceField(
        label=gettext_lazy("Which ideas are the weakest?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, entries: list[ContestEntry], most: int, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in entries}
        self.most = most
        field = self.fields["entries"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(pk, row.title) for pk, row in self.rows.items()]

    def clean_entries(self) -> list[ContestEntry]:
        """The rows, not too many."""
        given = self.cleaned_data["entries"]
        if len(given) > self.most:
            sentence = _("Please mark at most {count}.").format(count=self.most)
            raise forms.ValidationError(sentence)
        return [self.rows[pk] for pk in given]


class JurorForm(forms.Form):
    """Somebody for the jury."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of her account"),
        error_messages={"required": gettext_lazy("Please type the e-mail address.")},
    )
    shown_as = forms.CharField(
        label=gettext_lazy("How everyone reads her name"),
        help_text=gettext_lazy("For example: Regula Frei, customer advisory board"),
        max_length=120,
        error_messages=_WORDS,
    )


class VerdictForm(forms.Form):
    """A mark for each criterion, and why."""

    def __init__(self, contest: IdeaContest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"mark_{number}" for number in range(len(contest.criteria))]
        words = (_("very bad"), _("bad"), _("all right"), _("good"), _("very good"))
        for name, criterion in zip(self.names, contest.criteria, strict=True):
            self.fields[name] = forms.TypedChoiceField(
                label=criterion,
                coerce=int,
                choices=[(n, f"{n} – {word}") for n, word in enumerate(words, 1)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose one.")},
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why? Everyone reads this with the result."),
            widget=forms.Textarea,
            error_messages={"required": _("Please give a reason.")},
        )

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        marks = [given[name] for name in self.names]
        return {"marks": marks, "reason": given["reason"]}


class ResultForm(forms.Form):
    """What the brand says to the result."""

    text = forms.CharField(
        label=gettext_lazy("What do you say to the result?"),
        widget=forms.Textarea,
        error_messages=_WORDS,
    )
