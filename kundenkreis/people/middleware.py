"""Who is asking, and in which language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import translation

from kundenkreis.core import clock, network
from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import Refused
from kundenkreis.people import pocket, queries
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request

Answer = Callable[[Request], HttpResponse]


def who(get_response: Answer) -> Answer:
    """Adds `request.at`, `request.person` and `request.roles`; a bearer token stands for its person."""

    def middleware(request: Request) -> HttpResponse:
        request.at = clock.now()
        bearer = request.headers.get("Authorization", "")
        if bearer.startswith("Bearer "):
            person = queries.person_with_token(
                bearer.removeprefix("Bearer ").strip(), at=request.at
            )
            request.user = person or AnonymousUser()
            # A call with a token comes from a program, not from a page of another site.
            request._dont_enforce_csrf_checks = person is not None  # type: ignore[attr-defined]  # noqa: SLF001 - as Django's own test client does
        request.person = request.user if isinstance(request.user, Person) else None
        inside = getattr(request, "brand", None)
        request.roles = queries.roles_of(request.person, at=request.at) if inside else set()
        if request.person and inside:
            # Doors and pages ask for the roles of whoever asks again and again.
            request.person.known_roles = (inside.pk, request.at, frozenset(request.roles))
        with network.inside(_network(request)):
            response = get_response(request)
        # Pages of somebody, by account or key, stay in nobody's cache; others are asked for anew.
        personal = request.person or "case_keys" in {*request.COOKIES, *response.cookies}
        kept = "private, no-store" if personal else "private, no-cache"
        response.headers.setdefault("Cache-Control", kept)
        return response

    return middleware


def _network(request: Request) -> str:
    day = request.at.date()
    address = request.META.get("REMOTE_ADDR", "")
    return network.fingerprint(address, day=day, secret=settings.SECRET_KEY)


def own_pocket(get_response: Answer) -> Answer:
    """Stops what a device kept for one person and would send as another's."""

    def middleware(request: Request) -> HttpResponse:
        try:
            pocket.check_owner(request)
        except Refused as refused:
            return problem(refused)
        return get_response(request)

    return middleware


def language(get_response: Answer) -> Answer:
    """The language cookie, else what the browser prefers, else German; only what the brand speaks."""

    def middleware(request: Request) -> HttpResponse:
        code = translation.get_language_from_request(request)
        brand = getattr(request, "brand", None)
        spoken = (brand and brand.languages) or ["de", "en"]
        code = code if code in spoken else spoken[0]
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware
