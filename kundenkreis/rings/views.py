"""Doors of messages of members."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.following.queries import topic_named
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.rings import actions, forms, queries
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def own(request: Request) -> HttpResponse:
    """What came, what I sent, of whom I want none."""
    values = {
        "received": queries.received(me(request)),
        "sent": queries.sent(me(request)),
        "muted": queries.muted_by(me(request)),
        "topics": queries.topics_of(me(request)),
        "how": queries.choice_of(me(request)),
    }
    return ui.render(request, "rings/rings.html", values)


def _named(request: Request) -> list[UUID]:
    """Members that a link names."""
    found = []
    for text in (*request.GET.getlist("to"), *request.POST.getlist("to"))[:20]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@signed_in
@asked
def new(request: Request) -> HttpResponse:
    """To members I choose."""
    named = _named(request)
    persons = queries.candidates(me(request), named)
    initial = {"to": [str(pk) for pk in named]}
    form = forms.RingForm(request.POST or None, persons=persons, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.ring(**form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    return _asked(request, "new", form, {"persons": persons})


@signed_in
@asked
def new_topic(request: Request, slug: str) -> HttpResponse:
    """To who follows a topic that I follow."""
    topic = topic_named(slug)
    form = forms.WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.ring_topic(topic, **form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    return _asked(request, "new_topic", form, {"topic": topic})


@signed_in
@asked
def reception(request: Request) -> HttpResponse:
    """At once, once a week, not at all."""
    initial = {"how": queries.choice_of(me(request))}
    form = forms.ChoiceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.choose(form.cleaned_data["how"], by=me(request), at=request.at)
        return see("/rings/")
    return _asked(request, "reception", form, {})


@signed_in
@require_safe
def ring(request: Request, pk: UUID) -> HttpResponse:
    """One message."""
    row = queries.ring_for(me(request), pk)
    values = {"row": row, "mine": row.sender_id == me(request).pk}
    return ui.render(request, "rings/ring.html", values)


@signed_in
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """I take it back, or put it away."""
    row = queries.ring_for(me(request), pk)
    actions.put_away(row, by=me(request), at=request.at)
    return see("/rings/")


@signed_in
@require_POST
def silence(request: Request, pk: UUID) -> HttpResponse:
    """No more messages of who sent this."""
    row = queries.ring_for(me(request), pk)
    actions.mute(row.sender, by=me(request), at=request.at)
    return see("/rings/")


@signed_in
@require_POST
def silence_end(request: Request, pk: int) -> HttpResponse:
    """Her messages are welcome again."""
    row = next((each for each in queries.muted_by(me(request)) if each.pk == pk), None)
    if not row:
        raise NotFound("not_found", "")
    actions.unmute(row.sender, by=me(request), at=request.at)
    return see("/rings/")


def _asked(request: Request, name: str, form: Any, values: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return ui.render(request, f"rings/{name}.html", {"form": form, **values}, status=status)
