"""Going on after a form was sent, and what it carried along."""

import re

from django.http import HttpResponse, HttpResponseRedirect


def see(path: str) -> HttpResponse:
    """Go on there, with GET: the browser's back button stays harmless."""
    return HttpResponseRedirect(path, status=303)


def shown_price(raw: str) -> int:
    """The price that was shown, in minor units; what is no number never was one."""
    return int(raw) if re.fullmatch("[0-9]{1,9}", raw) else -1
