"""What people type around elections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.refusal import Invalid
from kundenkreis.elections.models import Candidacy

_WORDS = {"required": _("Please write a few words.")}


class AllowForm(forms.Form):
    """Whether the brand wants elections."""

    allowed = forms.TypedChoiceField(
        label=_("May members elect moderators?"), choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, error_messages={"required": _("Please choose one.")},
    )  # fmt: skip
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea, error_messages=_WORDS)


class CallForm(forms.Form):
    """An election."""

    seats = forms.IntegerField(label=_("How many moderators?"), min_value=1, max_value=9, initial=2, error_messages={"required": _("Please type a number of seats from 1 to 9.")})  # fmt: skip
    term_days = forms.IntegerField(label=_("For how many days?"), min_value=30, max_value=730, initial=365, error_messages={"required": _("Please type a number of days from 30 to 730.")})  # fmt: skip


class StandForm(forms.Form):
    """What a candidate says."""

    words = forms.CharField(label=_("Why do you stand?"), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class BallotForm(forms.Form):
    """Whom she approves of."""

    approves = forms.MultipleChoiceField(label=_("Whom would you like as a moderator?"), widget=forms.CheckboxSelectMultiple, required=False, help_text=_("As many as you like, or nobody."))  # fmt: skip

    def __init__(self, *args: Any, candidates: list[Candidacy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["approves"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(each.pk), each.person.shown_name) for each in candidates if each.person]  # fmt: skip


class RecallForm(forms.Form):
    """Why an office ends."""

    reason = forms.CharField(label=_("Why? Everybody reads this."), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class PetitionForm(forms.Form):
    """Why a member wants an office to end."""

    words = forms.CharField(label=_("Why should this office end?"), widget=forms.Textarea, error_messages=_WORDS, help_text=_("Everybody reads this. Say what happened, without personal data of others."))  # fmt: skip


class AnswerForm(forms.Form):
    """What the one says whom it is about."""

    words = forms.CharField(label=_("What do you say to it?"), widget=forms.Textarea, error_messages=_WORDS)  # fmt: skip


class RecallVoteForm(forms.Form):
    """One vote."""

    choice = forms.ChoiceField(
        label=_("Should this office end?"), widget=forms.RadioSelect, choices=[("yes", _("Yes, it should end")), ("no", _("No, she stays"))],
        error_messages={"required": _("Please choose one.")},
    )  # fmt: skip

    def chosen(self) -> bool:
        """Whether the office should end.

        :raises Invalid: nothing was chosen.
        """
        if not self.is_valid():
            sentence = str(_("Please choose one."))
            raise Invalid("unknown_choice", sentence, {"choice": sentence})
        return bool(self.cleaned_data["choice"] == "yes")
