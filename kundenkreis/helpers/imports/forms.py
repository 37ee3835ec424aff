"""What a manager chooses when she sends a table of helpers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TableForm(forms.Form):
    """The file, and what to do with it."""

    file = forms.FileField(
        label=_("File with helpers"),
        help_text=_("A table as CSV. The first line names the columns."),
        error_messages={"required": _("Please choose a file."), "empty": _("There is nothing in this file.")},
    )  # fmt: skip
    what = forms.ChoiceField(
        label=_("What should happen?"),
        widget=forms.RadioSelect,
        choices=[
            ("check", _("Only check the file")),
            ("keep", _("Take the good lines in")),
            ("invite", _("Take the good lines in, and invite new helpers by e-mail")),
        ],
        initial="check",
    )
