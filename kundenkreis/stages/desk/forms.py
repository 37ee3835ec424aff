"""What agents and callers type."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.hours import Span
from kundenkreis.ui import filters


class ReplyForm(forms.Form):
    """An answer to the customer, or a note for the team."""

    text = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea,
        strip=False,
        error_messages={"required": _("Please write a few words.")},
    )
    internal = forms.BooleanField(
        label=_("A note for our team only; the customer does not see it"), required=False
    )


class CallForm(forms.Form):
    """What a caller says. Only the problem is needed."""

    text = forms.CharField(
        label=_("What is the matter?"),
        help_text=_("In the caller's words."),
        widget=forms.Textarea,
        strip=False,
        error_messages={"required": _("Please write down what the caller needs.")},
    )
    postal_code = forms.CharField(label=_("Postal code"), max_length=10, required=False)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telephone number"), max_length=30, required=False)
    email = forms.CharField(label=_("E-mail address"), max_length=254, required=False)


class CallbackForm(forms.Form):
    """Who wants to be called, when, about what."""

    when = forms.ChoiceField(
        label=_("When may we call you?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a time."),
            "invalid_choice": _("This time is over. Please choose another one."),
        },
    )
    phone = forms.CharField(
        label=_("Your telephone number"),
        max_length=30,
        error_messages={"required": _("Please write the telephone number we may call.")},
    )
    name = forms.CharField(label=_("Your name"), max_length=80, required=False)
    text = forms.CharField(
        label=_("What is it about?"), widget=forms.Textarea, max_length=2000, required=False
    )

    def __init__(self, *args: Any, windows: list[Span], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["when"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (f"{start.isoformat()}/{end.isoformat()}", filters.span(start, end))
            for start, end in windows
        ]

    @property
    def window(self) -> Span:
        """The chosen window."""
        start, end = self.cleaned_data["when"].split("/")
        return datetime.fromisoformat(start), datetime.fromisoformat(end)
