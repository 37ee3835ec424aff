"""Doors to one's own list of what one follows."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.following import actions, queries
from kundenkreis.following.forms import NEVER, DigestForm
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.request import Request
from kundenkreis.stages.community.models import public_name
from kundenkreis.stages.community.queries import member_for
from kundenkreis.ui.going import see


@signed_in
@require_safe
def following(request: Request) -> HttpResponse:
    """Questions, topics and members of which I hear."""
    values = {
        "followed": queries.followed_by(me(request)),
        "called": public_name,
        "digest": queries.digest_of(me(request)),
    }
    return ui.render(request, "following/following.html", values)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def digest(request: Request) -> HttpResponse:
    """How often I want one mail with what is new."""
    person = me(request)
    form = DigestForm(
        request.POST or None, initial={"every": queries.digest_of(person) or NEVER}
    )
    if request.method == "POST" and form.is_valid():
        every = form.cleaned_data["every"].removeprefix(NEVER)
        actions.choose_digest(every, by=person, at=request.at)
        return see("/following/")
    return ui.render(request, "following/digest.html", {"form": form})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def digest_end(request: Request) -> HttpResponse:
    """The link in the mail shows one button; the button ends the digest, without signing in."""
    key = request.POST.get("key", "") or request.GET.get("key", "")
    person = queries.ends_for(key)
    if request.method == "POST":
        actions.choose_digest("", by=person, at=request.at)
    values = {"key": key, "ended": not queries.digest_of(person)}
    return ui.render(request, "following/digest_end.html", values)


def _after(request: Request, path: str) -> HttpResponse:
    back = "/following/" if request.POST.get("list") else path
    return see(back)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: Request, slug: str) -> HttpResponse:
    """One topic: hear of new questions, or no longer."""
    found, person = queries.topic_named(slug), me(request)
    if request.method == "POST":
        act = actions.unfollow_topic if request.POST.get("end") else actions.follow_topic
        act(found, by=person, at=request.at)
        return _after(request, request.path)
    values = {"topic": found, "follows": queries.follows_topic(person, found)}
    return ui.render(request, "following/topic.html", values)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: Request, pk: UUID) -> HttpResponse:
    """One member: hear of new answers, or no longer."""
    found, person = member_for(pk), me(request)
    if request.method == "POST":
        act = actions.unfollow_member if request.POST.get("end") else actions.follow_member
        act(found, by=person, at=request.at)
        return _after(request, request.path)
    values = {"member": found, "name": public_name(found), "follows": queries.follows_member(person, found)}  # fmt: skip
    return ui.render(request, "following/member.html", values)
