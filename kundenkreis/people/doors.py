"""Who may come through a door. Every URL carries exactly one of these policies.

`public`: anyone. `case_key`: whoever opened the case, with or without an account (the case itself
is then fetched through the person, who may see nothing else). `signed_in`: anyone with an account.
`role(...)`: who holds one of these roles at this brand. The shape test reads `policy` from the
view, so a view without one is red.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from kundenkreis.core.refusal import NotFound
from kundenkreis.people.request import Request

View = TypeVar("View", bound=Callable[..., HttpResponse])


def _marked(view: Callable[..., HttpResponse], policy: str) -> Any:
    view.policy = policy  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone may come in."""
    return cast("View", _marked(view, "public"))


def case_key(view: View) -> View:
    """Whoever holds the key of a case, and whoever is signed in: the view fetches through the person."""
    return cast("View", _marked(view, "case_key"))


def _to_sign_in(request: Request) -> HttpResponse:
    return HttpResponseRedirect("/sign-in/?" + urlencode({"then": request.get_full_path()}))


def signed_in(view: View) -> View:
    """Anyone with an account."""

    @wraps(view)
    def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return cast("View", _marked(door, "signed_in"))


def role(*kinds: str) -> Callable[[View], View]:
    """Who holds one of these roles here, now. To others the page does not exist."""

    def guard(view: View) -> View:
        @wraps(view)
        def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not set(kinds).intersection(request.roles):
                raise NotFound("not_found", "")
            return view(request, *args, **kwargs)

        return cast("View", _marked(door, "role:" + ",".join(kinds)))

    return guard
