"""My spaces, a new one, an invitation."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import case_key, signed_in
from kundenkreis.people.request import Request
from kundenkreis.spaces import actions, forms, queries
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@signed_in
@require_safe
def own(request: Request) -> HttpResponse:
    """Where I am in."""
    return ui.render(
        request, "spaces/spaces.html", {"rows": queries.spaces_of(me(request))}
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A new space; I keep it. First who comes together there, then its name."""
    kind = request.POST.get("kind", request.GET.get("kind", ""))
    if kind not in dict(forms.KINDS):
        chosen = forms.KindForm({"kind": kind} if "kind" in request.GET or request.POST else None)  # fmt: skip
        return ui.render(request, "spaces/new_kind.html", {"form": chosen}, status=422 if chosen.errors else 200)  # fmt: skip
    form = forms.SpaceForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.found(**form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "spaces/new.html", {"form": form, "kind": kind}, status=422 if form.errors else 200)  # fmt: skip


@case_key
@require_safe
def invitation(request: Request, pk: UUID) -> HttpResponse:
    """Who invites, into what; also for who has no account yet."""
    key = request.GET.get("key", "")
    person = request.person
    row = queries.invitation_for(person, pk, key=key, at=request.at)
    account = request.user.is_authenticated
    values = {"row": row, "key": key, "account": account}
    return ui.render(request, "spaces/invitation.html", values)


@signed_in
@require_POST
def acceptance(request: Request, pk: UUID) -> HttpResponse:
    """I come in."""
    key = request.POST.get("key", "")
    row = queries.invitation_for(me(request), pk, key=key, at=request.at)
    return see(actions.accept(row, by=me(request), at=request.at).space.path)


@case_key
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """I do not want to; no account is needed for a no."""
    key, person = request.POST.get("key", ""), request.person
    row = queries.invitation_for(person, pk, key=key, at=request.at)
    if row.person:
        actions.decline(row, by=person or row.person, at=request.at)
    return see("/spaces/" if request.user.is_authenticated else "/")
