"""Who stands before an idea, and what was typed before signing in."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import urlencode

from kundenkreis.ideas import queries
from kundenkreis.ideas.models import Idea
from kundenkreis.people.models import Person, Role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

KEPT = "ideas_typed"


def account(request: Request) -> Person | None:
    """Whoever is signed in; the guest of a case key is nobody here."""
    return request.user if isinstance(request.user, Person) else None


def idea_at_door(request: Request, pk: UUID) -> Idea:
    """The idea, for this reader.

    :raises NotFound: there is none, or it is hidden from her.
    """
    moderator = Role.Kind.MODERATOR in request.roles
    return queries.idea_for(account(request), pk, moderator=moderator)


def keep_typed(request: Request, where: str) -> None:
    """What somebody typed before she signed in waits for her in the session."""
    skip = ("csrfmiddlewaretoken", "once")
    typed = {name: value[:20_000] for name, value in request.POST.items() if name not in skip and isinstance(value, str)}  # fmt: skip
    request.session[KEPT] = {where: typed}


def typed_before(request: Request, where: str) -> dict[str, Any]:
    """What was kept for this page, once she is signed in; taken out."""
    if account(request) is None:
        return {}
    kept: dict[str, Any] = request.session.get(KEPT, {})
    if where in kept:
        del request.session[KEPT]
    return dict(kept.get(where, {}))


def to_sign_in(request: Request, path: str) -> HttpResponse:
    """What was typed is kept until she is back."""
    keep_typed(request, path)
    return see("/sign-in/?" + urlencode({"then": path}))
