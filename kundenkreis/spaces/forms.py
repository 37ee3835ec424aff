"""What people type around spaces."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.cases.models import Case
from kundenkreis.spaces.models import Space

_WORDS = {"required": _("Please write a few words.")}
KINDS = [kind for kind in Space.Kind.choices if kind[0] != Space.Kind.CIRCLE]


class KindForm(forms.Form):
    """Who comes together in a new space."""

    kind = forms.ChoiceField(
        label=_("Who comes together there?"), choices=KINDS, widget=forms.RadioSelect,
        error_messages={"required": _("Please choose who comes together there."), "invalid_choice": _("Please choose who comes together there.")},
    )  # fmt: skip


class SpaceForm(forms.Form):
    """What a new space is called; of a firm also which firm."""

    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What is the space called?"), max_length=80, error_messages=_WORDS
    )
    company = forms.CharField(
        label=_("Name of the firm"), max_length=120,
        error_messages={"required": _("Please give the name of the firm.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, kind: str) -> None:
        super().__init__(data)
        if kind != Space.Kind.BUSINESS:
            del self.fields["company"]


class InvitationForm(forms.Form):
    """Whom to write to."""

    email = forms.CharField(
        label=_("E-mail address of the person"),
        max_length=254,
        error_messages={"required": _("Please give an e-mail address.")},
    )


class WordsForm(forms.Form):
    """An answer."""

    body = forms.CharField(
        label=_("Your answer"), widget=forms.Textarea, error_messages=_WORDS
    )


class QuestionForm(forms.Form):
    """A question to the space."""

    title = forms.CharField(
        label=_("Your question in one sentence"), max_length=120, error_messages=_WORDS
    )
    body = forms.CharField(
        label=_("Tell more"), widget=forms.Textarea, error_messages=_WORDS
    )


class SharedCaseForm(forms.Form):
    """Which of her cases colleagues may see."""

    case = forms.ModelChoiceField(
        label=_("Which of your cases?"), queryset=Case.across_brands.none(), empty_label=None,
        widget=forms.RadioSelect, error_messages={"required": _("Please choose one of your cases.")},
    )  # fmt: skip
    body = forms.CharField(
        label=_("What should your colleagues know?"), widget=forms.Textarea, required=False
    )

    def __init__(self, *args: Any, cases: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["case"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Case.objects.filter(pk__in=[case.pk for case in cases])
