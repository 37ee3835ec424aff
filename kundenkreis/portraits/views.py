"""Doors to a helper's own photo."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers.doors import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.portraits import actions, queries
from kundenkreis.portraits.forms import PhotoForm
from kundenkreis.ui.going import see

MINE = "/helper/photo/"


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: Request) -> HttpResponse:
    """What customers see of me, and a new photo."""
    helper, person = me(request)
    sent = request.method == "POST"
    form = PhotoForm(request.POST, request.FILES) if sent else PhotoForm()
    if sent and form.is_valid():
        try:
            actions.put_up(helper, form.content, by=person, at=request.at)
            return see(MINE)
        except Refused as refused:
            form.add_error("photo", refused.sentence)
    values = {"form": form, "person": person, "photo": queries.photo_of(helper)}
    return ui.render(request, "portraits/photo.html", values, status=422 if form.errors else 200)  # fmt: skip


@role("helper")
@require_POST
def removal(request: Request) -> HttpResponse:
    """No photo any more."""
    helper, person = me(request)
    actions.take_down(helper, by=person, at=request.at)
    return see(MINE)
