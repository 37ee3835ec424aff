"""What a helper sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.core.pictures import MOST_BYTES


class PhotoForm(forms.Form):
    """One photo of her face."""

    photo = forms.FileField(
        label=_("Your photo"),
        error_messages={
            "required": _("Please choose a photo."),
            "empty": _("This file is empty. Please choose another one."),
        },
    )

    @property
    def content(self) -> bytes:
        """The bytes, at most one more than is allowed."""
        read: bytes = self.cleaned_data["photo"].read(MOST_BYTES + 1)
        return read
