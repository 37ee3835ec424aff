"""What members and managers type about abilities."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.reputation.table import ABILITIES
from kundenkreis.terms.forms import TermsForm, number


class RuleForm(TermsForm):
    """What the brand asks for one ability."""

    least = number(_("Good outcomes"), _("So many are needed. Older ones count less."))
    share = number(_("Good of 100, to get it"), _("So many of 100 outcomes must be good."))
    keep = number(_("Good of 100, to keep it"), _("Below this it ends by itself."))


class WordsForm(forms.Form):
    """A reason that its member reads."""

    words = forms.CharField(
        label=_("Why?"),
        help_text=_("The member reads this."),
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": _("Please give a reason.")},
    )


class GiveForm(WordsForm):
    """Which ability, and why."""

    ability = forms.ChoiceField(
        label=_("Which ability?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    field_order = ("ability", "words")

    def __init__(self, data: Any = None, *, slugs: list[str]) -> None:
        super().__init__(data)
        field: Any = self.fields["ability"]
        field.choices = [(slug, ABILITIES[slug].title) for slug in slugs]


class ObjectionForm(forms.Form):
    """Why she objects."""

    text = forms.CharField(
        label=_("Why do you object?"),
        help_text=_("Somebody who did not decide before reads this and answers."),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Please write a few words.")},
    )


class AnswerForm(forms.Form):
    """The answer to an objection."""

    restore = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Give it back")), ("no", _("It stays as it is"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    answer = forms.CharField(
        label=_("Why?"),
        help_text=_("The member reads this."),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Please give a reason.")},
    )
