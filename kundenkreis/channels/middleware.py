"""What surrounds every request: refusals in words, trouble with the database, observation."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kundenkreis import ui
from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import Refused

Answer = Callable[[HttpRequest], HttpResponse]


class refusals:  # noqa: N801 - stands in the list of middlewares like its neighbours
    """A refusal that no view turned into something kinder becomes a page or a problem document."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The refusal's sentence, as the door speaks: page or problem document."""
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith("/api/"):
            return problem(exception)
        return ui.render(request, "ui/refused.html", {"refused": exception}, status=exception.status)


def trouble(get_response: Answer) -> Answer:
    """The database is away for a moment: a clear page that keeps what was typed."""
    return get_response


def observe(get_response: Answer) -> Answer:
    """Request id, one log line, one measurement."""
    return get_response
