"""A refusal's sentences beside what was typed."""

from django import forms

from kundenkreis.core.refusal import Refused


def show(form: forms.Form, refused: Refused) -> None:
    """Put a refusal's sentences where their fields are."""
    for field, sentence in refused.fields.items():
        form.add_error(field if field in form.fields else None, sentence)
    if not refused.fields:
        form.add_error(None, refused.sentence)
