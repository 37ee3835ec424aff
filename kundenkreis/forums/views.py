"""Old addresses lead to where things stand now."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from kundenkreis.forums import queries
from kundenkreis.people.doors import public
from kundenkreis.people.request import Request


@public
@require_safe
def thread(
    request: Request, source: str, old: int, place: int = 0, slug: str = ""
) -> HttpResponse:
    """A thread of the old forum, or one post of it."""
    return HttpResponsePermanentRedirect(queries.address_of_thread(source, old, place))


@public
@require_safe
def post(request: Request, source: str, old: int) -> HttpResponse:
    """One post of the old forum."""
    return HttpResponsePermanentRedirect(queries.address_of_post(source, old))
