"""Numbers of the ranking, told to people."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def why_offered(fit: Mapping[str, Any]) -> list[str]:
    """Why an expert was asked, or is suggested: three sentences from `ranking.Fit`."""
    return [
        _("Knows this topic") if fit["topic"] == 1 else _("Knows several topics"),
        _standing(fit),
        _("Is there now, by the stated hours")
        if fit["available"] == 1
        else _("Is there later, by the stated hours"),
    ]


def _standing(fit: Mapping[str, Any]) -> str:
    if fit["newcomer"]:
        return _("New here")
    return _("Standing %(percent)s of 100") % {"percent": round(100 * fit["standing"])}
