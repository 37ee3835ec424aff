"""When something below breaks: pages that need no database and no brand, and lose nothing.

Django calls these from its handler, innermost first, so that security headers still surround
them. The database being away for a moment is not an error of ours: 503, try again, and a form
that was just sent is handed back, ready to be sent once more.
"""

import sys
from typing import Any

import structlog
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.people.pocket import is_late

AWAY = (OperationalError, InterfaceError, PoolTimeout)
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
RETRY = 5  # seconds
LONGEST = 200_000  # characters of a form that are handed back
log = structlog.get_logger(__name__)


class Unavailable(Refused):
    """Not now; in a moment."""

    status = 503


class Unreadable(Refused):
    """Not a request we understand."""

    status = 400


class Broken(Refused):
    """A bug of ours."""

    status = 500


def failure(request: HttpRequest) -> HttpResponse:
    """`handler500`: the database is away (503), or we made a mistake (500)."""
    error = sys.exc_info()[1]
    with _in_their_language(request):
        if isinstance(error, AWAY):
            log.warning("database_away", error=type(error).__name__)
            return _away(request)
        if isinstance(error, Refused):
            return _say(request, error, _("That is not possible"))
        log.error("failure", exc_info=error)
        sentence = _("Something went wrong on our side. We have noted it.")
        return _say(
            request, Broken("error", sentence), _("Sorry, there is a problem"), form=True
        )


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404`."""
    with _in_their_language(request):
        sentence = _("This page does not exist, or it is not meant for you.")
        return _say(request, NotFound("not_found", sentence), _("Page not found"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler403`."""
    with _in_their_language(request):
        sentence = _("You may not do that here.")
        return _say(request, NotAllowed("not_allowed", sentence), _("Not allowed"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400`: what a browser never sends by itself."""
    with _in_their_language(request):
        refused = Unreadable("bad_request", _("We could not read what was sent."))
        if isinstance(exception, TOO_MUCH):
            refused.status = 413
        return _say(request, refused, _("That did not arrive"))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`: an old page, or a form of another site."""
    with _in_their_language(request):
        sentence = _(
            "This page was open for too long. Please go back, load it again and send."
        )
        return _say(request, NotAllowed("csrf", sentence), _("Please send it again"))


def _away(request: HttpRequest) -> HttpResponse:
    sentence = _("We are back in a moment.")
    response = _say(
        request, Unavailable("unavailable", sentence), _("One moment please"), form=True
    )
    response["Retry-After"] = str(RETRY)
    return response


def _say(
    request: HttpRequest, refused: Refused, heading: str, *, form: bool = False
) -> HttpResponse:
    """The refusal as this door speaks: a problem document, or a plain page."""
    if request.path.startswith("/api/") or is_late(request):
        return problem(refused)
    again = _again(request) if form else None
    sentences = [refused.sentence]
    if again:
        sentences.append(_("What you typed is not lost."))
        if request.FILES:
            sentences.append(_("Please add your pictures once more afterwards."))
    values: dict[str, Any] = {
        "heading": heading,
        "sentences": sentences,
        "again": again,
        "link": _link(request, refused),
        "language": translation.get_language() or "de",
    }
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    return HttpResponse(
        env.get_template("ui/plain.html").render(values), status=refused.status
    )


def _link(request: HttpRequest, refused: Refused) -> dict[str, str]:
    if refused.status >= 500 and request.method == "GET":
        return {"path": request.get_full_path(), "text": _("Try again")}
    return {"path": "/", "text": _("To the front page")}


def _again(request: HttpRequest) -> dict[str, Any] | None:
    """The form as it was sent. The key `once` in it makes sending it again harmless."""
    if request.method != "POST":
        return None
    try:
        fields = [
            (name, value) for name, values in request.POST.lists() for value in values
        ]
    except (SuspiciousOperation, OSError):
        return None
    if not fields or sum(len(str(value)) for _name, value in fields) > LONGEST:
        return None
    return {
        "path": request.get_full_path(),
        "fields": fields,
        "button": _("Send again"),
    }


def _in_their_language(request: HttpRequest) -> Any:
    """Cookie or browser say; no brand is asked."""
    return translation.override(translation.get_language_from_request(request))
