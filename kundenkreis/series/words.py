"""A series in words: why a day was left out, and how often it is."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.series.models import Series


def why(reason: str, *, name: str) -> str:
    """Why there is no visit on a day, for its customer."""
    sentences = {
        "slot_taken": _("{name} has another visit at that time."),
        "not_available": _("{name} has no time then."),
        "not_offered": _("{name} does not take this visit at the moment."),
        "not_verified": _("The checks of {name} do not cover that day."),
        "outside_area": _("{name} does not come to your area any more."),
        "price_changed": _("The price of {name} is higher now. Please say whether you agree."),
        "payment_declined": _("The payment for this visit was declined."),
        "too_soon": _("It was too late to agree on this visit."),
    }  # fmt: skip
    return sentences.get(reason, _("The visit could not be agreed.")).format(name=name)


def in_each_language(series: Series, say: Callable[[], str]) -> dict[str, str]:
    """The words in each language of the brand, for a notice."""
    words = {}
    for language in series.brand.languages:
        with translation.override(language):
            words[language] = say()
    return words
