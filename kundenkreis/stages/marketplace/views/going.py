"""Going on after a form was sent."""

from django.http import HttpResponse, HttpResponseRedirect


def see(path: str) -> HttpResponse:
    """Go on there, with GET: the browser's back button stays harmless."""
    return HttpResponseRedirect(path, status=303)
