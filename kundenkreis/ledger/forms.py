"""What people type about money."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.ledger.providers.test_page.models import TestCheckout


class TestPaymentForm(forms.Form):
    """How the test payment ends."""

    __test__ = False

    choice = forms.ChoiceField(
        label=_("How should this payment end?"),
        choices=TestCheckout.Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
