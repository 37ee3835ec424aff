"""Who is in a space: inviting, removing, handing over, leaving, ending."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.spaces import actions, forms, queries
from kundenkreis.spaces.models import Space
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


def _space(request: Request, pk: UUID) -> Space:
    return queries.space_for(me(request), pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: Request, pk: UUID) -> HttpResponse:
    """Who is in, and for keepers: who is invited."""
    row, mine = _space(request, pk), queries.member_in(_space(request, pk), me(request))
    form = forms.InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(row, **form.cleaned_data, by=me(request), at=request.at)
            return see(f"{row.path}members/")
        except Refused as refused:
            show(form, refused)
    asked = queries.invitations_of(row, at=request.at) if mine.keeps else []
    links = {each.pk: request.build_absolute_uri(f"{each.path}?key={queries.invitation_key(each.pk)}") for each in asked}  # fmt: skip
    values = {"space": row, "mine": mine, "rows": queries.members_of(row), "form": form, "asked": asked, "links": links}  # fmt: skip
    return ui.render(request, "spaces/members.html", values, status=422 if form.errors else 200)  # fmt: skip


@signed_in
@require_POST
def links(request: Request, pk: UUID) -> HttpResponse:
    """A link for whoever holds it."""
    row = _space(request, pk)
    actions.invite_by_link(row, by=me(request), at=request.at)
    return see(f"{row.path}members/")


@signed_in
@require_POST
def invitation_end(request: Request, pk: UUID, invitation: UUID) -> HttpResponse:
    """A link or letter opens nothing any more."""
    row = _space(request, pk)
    asked = queries.invitations_of(row, at=request.at)
    found = next((each for each in asked if each.pk == invitation), None)
    if not found:
        raise NotFound("not_found", "")
    actions.revoke(found, by=me(request), at=request.at)
    return see(f"{row.path}members/")


@signed_in
@require_POST
def removal(request: Request, pk: UUID, member: int) -> HttpResponse:
    """A keeper takes somebody out."""
    row = _space(request, pk)
    actions.remove(queries.member_of(row, member), by=me(request), at=request.at)
    return see(f"{row.path}members/")


@signed_in
@require_POST
def keeper(request: Request, pk: UUID, member: int) -> HttpResponse:
    """Somebody else keeps it too."""
    row = _space(request, pk)
    actions.name_keeper(queries.member_of(row, member), by=me(request), at=request.at)
    return see(f"{row.path}members/")


@signed_in
@require_POST
def departure(request: Request, pk: UUID) -> HttpResponse:
    """I leave."""
    actions.leave(_space(request, pk), by=me(request), at=request.at)
    return see("/spaces/")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, pk: UUID) -> HttpResponse:
    """The space ends, after a page that says what that means."""
    row = _space(request, pk)
    if not queries.member_in(row, me(request)).keeps:
        raise NotFound("not_found", "")
    if request.method == "POST":
        actions.end(row, by=me(request), at=request.at)
        return see("/spaces/")
    return ui.render(request, "spaces/end.html", {"space": row})


@signed_in
@require_safe
def words(request: Request, pk: UUID) -> HttpResponse:
    """All that was written, for a keeper to take along."""
    row = _space(request, pk)
    if not queries.member_in(row, me(request)).keeps:
        raise NotFound("not_found", "")
    said = queries.words_of(row, me(request))
    return JsonResponse(said, headers={"Content-Disposition": 'attachment; filename="space.json"'}, json_dumps_params={"indent": 1, "ensure_ascii": False})  # fmt: skip
