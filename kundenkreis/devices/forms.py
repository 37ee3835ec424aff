"""What managers say of devices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.devices.actions.making import MOST_KEYS


class KeysForm(forms.Form):
    """For how many devices of which product."""

    title = forms.CharField(label=_("Name, for our team"), max_length=80)
    product = forms.CharField(label=_("Product"), max_length=60)
    count = forms.IntegerField(label=_("For how many devices?"), min_value=1, max_value=MOST_KEYS, initial=100)  # fmt: skip


class ScreenForm(forms.Form):
    """Which pages may frame the help screen."""

    ancestors = forms.CharField(label=_("Pages that may frame it"), required=False, widget=forms.Textarea)  # fmt: skip
