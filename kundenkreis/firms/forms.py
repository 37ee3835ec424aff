"""What managers and dispatchers type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.refusal import Refused


class FirmForm(forms.Form):
    """A firm and its first dispatcher."""

    name = forms.CharField(
        label=_("Name of the firm"),
        max_length=40,
        error_messages={"required": _("Please give the name of the firm.")},
    )
    email = forms.EmailField(
        label=_("E-mail address of its first dispatcher"),
        error_messages={
            "required": _("Please give an e-mail address."),
            "invalid": _("This is no e-mail address."),
        },
    )


class EmailForm(forms.Form):
    """Whom it is about."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={
            "required": _("Please give an e-mail address."),
            "invalid": _("This is no e-mail address."),
        },
    )


def show(form: forms.Form, refused: Refused) -> None:
    """Put a refusal's sentences where their fields are."""
    for field, sentence in (refused.fields or {"": refused.sentence}).items():
        form.add_error(field or None, sentence)
