"""Doors for moderators to what somebody may not do for a while."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.moderation import actions, queries
from kundenkreis.moderation.forms import SuspensionForm
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@role("moderator")
@require_http_methods(["GET", "HEAD", "POST"])
def suspensions(request: Request, pk: UUID) -> HttpResponse:
    """What holds about somebody, and one more: which kind, how long, by which rule and why."""
    person = queries.person_here(pk)
    kind = request.GET.get("kind", "")
    form = SuspensionForm(request.POST or None, initial={"days": 7, "kind": kind})
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            actions.suspend_person(person, **given, by=me(request), at=request.at)
            return see(request.path)
        except Refused as refused:
            show(form, refused)
    values = {
        "who": person,
        "form": form,
        "rows": queries.suspensions_of(person, at=request.at),
        "restricted": queries.restricted(person, at=request.at),
    }
    status = 422 if form.errors else 200
    return ui.render(request, "moderation/suspensions.html", values, status=status)
