"""Doors for members: a new idea, votes, comments, one's own words."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.ideas import actions, queries
from kundenkreis.ideas.doors import account, idea_at_door, to_sign_in, typed_before
from kundenkreis.ideas.forms import CommentForm, IdeaForm, TextForm
from kundenkreis.ideas.views.reading import idea_page
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

asked = require_http_methods(["GET", "HEAD", "POST"])


@public
@asked
def new(request: Request) -> HttpResponse:
    """Write it; see what is like it; publish it."""
    person = account(request)
    form = IdeaForm(request.POST or None, initial=typed_before(request, "/ideas/new/"))
    similar = []
    if request.method == "POST" and form.is_valid():
        words = f"{form.cleaned_data['title']}\n{form.cleaned_data['body']}"
        if not form.cleaned_data["checked"]:
            similar = queries.similar(words, language=request.LANGUAGE_CODE[:2])
        if not similar and person is None:
            return to_sign_in(request, "/ideas/new/")
        if not similar and person:
            try:
                return see(actions.write(**form.values, by=person, at=request.at).path)
            except Refused as refused:
                show(form, refused)
    return ui.render(request, "ideas/new.html", {"form": form, "similar": similar})


@public
@require_POST
def votes(request: Request, pk: UUID) -> HttpResponse:
    """One vote for it, or back again."""
    idea, person = idea_at_door(request, pk), account(request)
    if person is None:
        return see("/sign-in/?" + urlencode({"then": idea.path}))
    act = actions.unvote if request.POST.get("end") else actions.vote
    try:
        act(idea, by=person, at=request.at)
    except Refused as refused:
        values = {**idea_page(request, idea), "form": CommentForm(), "refused": refused}
        return ui.render(request, "ideas/idea.html", values, status=refused.status)
    return see(f"{idea.path}#vote")


@public
@require_POST
def comments(request: Request, pk: UUID) -> HttpResponse:
    """One more comment."""
    idea, person = idea_at_door(request, pk), account(request)
    if person is None:
        return to_sign_in(request, idea.path)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            body = form.cleaned_data["body"]
            return see(actions.comment(idea, body=body, by=person, at=request.at).path)
        except Refused as refused:
            show(form, refused)
    values = {**idea_page(request, idea), "form": form}
    return ui.render(request, "ideas/idea.html", values)


@signed_in
@asked
def text(request: Request, pk: UUID) -> HttpResponse:
    """Mend one's own words."""
    idea, person = idea_at_door(request, pk), me(request)
    if idea.author_id != person.pk:
        raise NotFound("not_found", "")
    form = TextForm(request.POST or None, initial={"title": idea.title, "body": idea.body})
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            return see(actions.edit(idea, **given, by=person, at=request.at).path)
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "ideas/text.html", {"idea": idea, "form": form})


@signed_in
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own idea from the board."""
    actions.withdraw(idea_at_door(request, pk), by=me(request), at=request.at)
    return see("/ideas/")
