"""Who calls the API, and what every endpoint may ask of the caller."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.utils import check_csrf

from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request


class NotSignedIn(Refused):
    """Nobody, or a token that is no longer valid."""

    status = 401


class NotJson(Refused):
    """A body in parts, which can be read only once, and was."""

    status = 415


def caller(request: HttpRequest) -> bool:
    """Lets a call in: with a token, a case key, or nothing; with cookies only if its page is ours.

    Programs send no cookies. A browser does, also from another site, so cookies need the CSRF
    token, for anonymous visitors too (decision 11).

    :raises NotSignedIn: the token is not valid. :raises NotAllowed: the CSRF token is missing.
    :raises NotJson: the body is none of the document's.
    """
    if request.content_type == "multipart/form-data":
        raise NotJson("not_json", _("Please send JSON."))
    # Browsers send `Basic` by themselves, also for another site's form; only a token stands alone.
    if request.headers.get("Authorization", "").startswith("Bearer "):
        if not request.user.is_authenticated:
            raise NotSignedIn(
                "bad_token",
                _("This token is not valid or has expired. Please sign in again."),
            )
        return True
    if request.headers.get("X-Case-Key") or not request.COOKIES:
        return True
    if check_csrf(request, caller):
        raise NotAllowed(
            "csrf",
            _("This call did not come from one of our pages. Send the header X-CSRFToken."),
        )
    return True


def me(request: Request) -> Person:
    """The signed-in person.

    :raises NotSignedIn: there is none.
    """
    if not isinstance(request.user, Person):
        raise NotSignedIn("not_signed_in", _("Please sign in first."))
    return request.user


def me_as(request: Request, *kinds: str) -> Person:
    """The signed-in person, holding one of these roles here.

    :raises NotFound: to others this does not exist.
    """
    person = me(request)
    if not request.roles & set(kinds):
        raise NotFound("not_found", _("There is no such thing."))
    return person
