"""The door to one's own pause."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.pauses import actions, queries
from kundenkreis.pauses.forms import PauseForm
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: Request) -> HttpResponse:
    """I pause until then, or take part again."""
    if request.method == "POST" and request.POST.get("end"):
        actions.end(by=me(request), at=request.at)
        return see(request.path)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            local = request.at.astimezone(request.brand.zone)
            actions.begin(until=form.ends(local), by=me(request), at=request.at)
            return see(request.path)
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "pause": queries.pause_of(me(request), at=request.at)}
    return ui.render(request, "pauses/pause.html", values)
