"""Pages that are not there, but were: in the help centre a brand had before."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponsePermanentRedirect

from kundenkreis.people.request import Request
from kundenkreis.stages.knowledge.addresses import leads_to

Answer = Callable[[Request], HttpResponse]


def old_addresses(get_response: Answer) -> Answer:
    """No page of ours has this path: one of an imported help centre leads to its article."""

    def middleware(request: Request) -> HttpResponse:
        response = get_response(request)
        unknown = response.status_code == 404 and request.resolver_match is None
        if not unknown or request.method not in ("GET", "HEAD") or getattr(request, "brand", None) is None:  # fmt: skip
            return response
        there = leads_to(request.path)
        return HttpResponsePermanentRedirect(there) if there else response

    return middleware
