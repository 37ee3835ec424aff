"""What surrounds every request: refusals in words, and observation."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from kundenkreis import ui
from kundenkreis.core import measure
from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import Refused
from kundenkreis.people.pocket import is_late

Answer = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
REQUEST_ID = re.compile(r"[\w-]{8,64}")
# They ask every few seconds.
MACHINES = ("healthz", "readyz", "metrics", "static")
log = structlog.get_logger(__name__)


class refusals:  # noqa: N801 - stands in the list of middlewares like its neighbours
    """A refusal that no view turned into something kinder becomes a page or a problem document."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """The refusal's sentence, as the door speaks: page or problem document."""
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith("/api/") or is_late(request):
            return problem(exception)
        return ui.render(
            request, "ui/refused.html", {"refused": exception}, status=exception.status
        )


def readable(get_response: Answer) -> Answer:
    """No letter zero in addresses and headers: nobody types it, and PostgreSQL has no text with it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        sent = (value for name, value in request.META.items() if name.startswith("HTTP_"))
        if "%00" in request.META.get("QUERY_STRING", "") or any(
            "\x00" in value for value in (request.path, *sent)
        ):
            raise BadRequest
        return get_response(request)

    return middleware


def observe(get_response: Answer) -> Answer:
    """Request id in and out, one log line, one measurement. The route, never the address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        given = request.headers.get("X-Request-Id", "")
        name = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=name):
            response = get_response(request)
            took = time.perf_counter() - begun
            _note(request, response, took)
        response.headers["X-Request-Id"] = name
        return response

    return middleware


def _note(request: HttpRequest, response: HttpResponse, took: float) -> None:
    route = _route(request)
    method = request.method if request.method in METHODS else "other"
    measure.REQUESTS.labels(method, route, response.status_code).inc()
    measure.SECONDS.labels(route).observe(took)
    brand = getattr(request, "brand", None)
    if route in MACHINES and response.status_code == 200:
        return
    log.info(
        "request",
        method=method,
        route=route,
        status=response.status_code,
        ms=round(took * 1000, 1),
        brand=brand.slug if brand else None,
    )


def _route(request: HttpRequest) -> str:
    """The pattern that answered, such as `cases/<uuid:case>/`; addresses may hold keys."""
    match = request.resolver_match
    if match is not None:
        return match.route or "/"
    return "static" if request.path.startswith(settings.STATIC_URL) else "unknown"
