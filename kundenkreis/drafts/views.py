"""Doors to one's own drafts."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.drafts import actions, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: Request) -> HttpResponse:
    """All that I typed and did not send; a page sends here what is being typed."""
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in ("text", "path", "title")}
        place = request.POST.get("place", "")
        actions.keep(place, **given, by=me(request), at=request.at)
        return HttpResponse(status=204)
    return ui.render(
        request, "drafts/drafts.html", {"drafts": queries.drafts_of(me(request))}
    )


@signed_in
@require_POST
def removal(request: Request) -> HttpResponse:
    """I do not want it any more."""
    actions.drop(request.POST.get("place", ""), by=me(request), at=request.at)
    return see("/drafts/")
