"""What people type about others' texts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.moderation.models import Appeal, Rule, Suspension


class FlagForm(forms.Form):
    """What is wrong with a text."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with this text?"),
        choices=Rule.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose what is wrong.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Anything our moderators should know?"),
        widget=forms.Textarea,
        required=False,
        max_length=500,
    )


class DecisionForm(forms.Form):
    """What a moderator decides, and why. Without words of her own the rule's standard reason is told."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Which rule does it break?"),
        choices=[*Rule.choices, ("", gettext_lazy("None"))],
        widget=forms.RadioSelect,
        required=False,
    )
    facts = forms.CharField(
        label=gettext_lazy(
            "Your reason, in words for the author (if you want to say more)"
        ),
        widget=forms.Textarea,
        required=False,
        max_length=2000,
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days is the author suspended?"),
        required=False,
        initial=7,
        min_value=1,
        max_value=365,
    )
    text = forms.CharField(
        label=gettext_lazy("The text without the personal data"),
        widget=forms.Textarea,
        required=False,
    )

    def __init__(
        self, *args: Any, hidden: bool, waits: bool, mendable: bool, about_people: bool = True, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        every = [
            ("kept", _("Keep it")),
            ("hidden", _("Hide it")),
            ("mended", _("Take personal data out")),
            ("removed", _("Remove it for good")),
            ("warned", _("Keep it and warn the author")),
            ("suspended", _("Hide it and suspend the author")),
        ]
        barred = {"mended"} if not mendable else set()
        if not about_people:
            barred.add("suspended")
        every = [each for each in every if each[0] not in barred]
        again = [("restored", _("Show it again"))]
        outcome.choices = (
            (again if not waits else [*again, *every[1:]]) if hidden else every
        )


class SuspensionForm(forms.Form):
    """What somebody may not do for a while."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What should be suspended?"),
        choices=Suspension.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Which rule does it break?"),
        choices=Rule.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days?"), min_value=1, max_value=365
    )
    facts = forms.CharField(
        label=gettext_lazy("Your reason"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Please write a few words.")},
    )


class AppealForm(forms.Form):
    """Why somebody else should look again."""

    text = forms.CharField(
        label=gettext_lazy("Why do you see it differently?"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Please write a few words.")},
    )


class AppealDecisionForm(forms.Form):
    """Was the decision right?"""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Was the decision right?"),
        choices=[
            (Appeal.Outcome.UPHELD, gettext_lazy("Yes, it stays")),
            (Appeal.Outcome.OVERTURNED, gettext_lazy("No, it is taken back")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )
    answer = forms.CharField(
        label=gettext_lazy("Your reason, in words for whoever objected"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Please write a few words.")},
    )


class NoticeForm(forms.Form):
    """A notice of illegal content (DSA art. 16)."""

    address = forms.CharField(
        label=gettext_lazy("Where does it stand? The exact address of the page"),
        max_length=500,
        error_messages={"required": gettext_lazy("Please give the address of the page.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is it illegal?"),
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": gettext_lazy("Please write a few words.")},
    )
    child_safety = forms.BooleanField(
        label=gettext_lazy("It is about sexual abuse of children."), required=False
    )
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=80, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        error_messages={"invalid": gettext_lazy("This is no e-mail address.")},
    )
    good_faith = forms.BooleanField(
        label=gettext_lazy("To the best of my knowledge what I say is right and complete."),
        error_messages={
            "required": gettext_lazy(
                "Please confirm that what you say is right as far as you know."
            )
        },
    )
