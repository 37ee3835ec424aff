"""What a manager types about the ranking."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.helpers import queries
from kundenkreis.helpers.matching import WEIGHTS


def _percent(label: Any) -> forms.IntegerField:
    sentence = _("Please enter a number from 0 to 100.")
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), sentence
        ),
    )


class WeightsForm(forms.Form):
    """Four parameters that make 100, and the newcomers' share of places."""

    distance = _percent(_("Distance"))
    standing = _percent(_("Standing"))
    price = _percent(_("Price"))
    rest = _percent(_("Rest"))
    newcomers = _percent(_("Places for new helpers"))

    @classmethod
    def filled(cls, data: Any) -> Self:
        """With what was sent, else with what counts now."""
        weights, share = queries.weights()
        return cls(data, initial={**weights, "newcomers": share})

    @property
    def weights(self) -> dict[str, int]:
        """What was typed, by parameter."""
        return {name: self.cleaned_data[name] for name in WEIGHTS}
