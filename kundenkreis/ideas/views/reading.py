"""Doors for everyone: the board, one idea, similar ones, what was delivered; and one's own votes."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from kundenkreis import ui
from kundenkreis.brands.models import Topic
from kundenkreis.ideas import budgets, queries, rules
from kundenkreis.ideas.doors import account, idea_at_door, typed_before
from kundenkreis.ideas.forms import CommentForm
from kundenkreis.ideas.models import Idea, Status
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.request import Request


@public
@require_safe
def ideas(request: Request) -> HttpResponse:
    """The board in one of three orders, of one status or topic."""
    asked = request.GET
    order = asked.get("order", "") if asked.get("order") in queries.ORDERS else "trend"
    status = asked.get("status", "") if asked.get("status") in Status.values else ""
    topics = list(Topic.objects.all())
    topic = next((each for each in topics if each.slug == asked.get("topic")), None)
    rows = queries.board(order=order, status=status, topic=topic, at=request.at)
    page = Paginator(rows, 20).get_page(asked.get("page"))
    values = {"page": page, "order": order, "status": status, "topic": topic, "topics": topics, "statuses": Status.choices}  # fmt: skip
    return ui.render(request, "ideas/ideas.html", values)


@public
@require_safe
def similar(request: Request) -> HttpResponse:
    """Ideas like what is being typed: links, for the field that suggests."""
    words = request.GET.get("q", "").strip()[:400]
    found = queries.similar(words, language=request.LANGUAGE_CODE[:2]) if words else []
    return ui.render(request, "ideas/_similar.html", {"similar": found})


@public
@require_safe
def delivered(request: Request) -> HttpResponse:
    """What became real, with its days."""
    page = queries.delivered(request.GET.get("page"))
    return ui.render(request, "ideas/delivered.html", {"page": page})


@public
@require_safe
def idea(request: Request, pk: UUID, slug: str = "") -> HttpResponse:
    """One idea; its proper address is the one with its title."""
    row = idea_at_door(request, pk)
    if slug != row.slug:
        return HttpResponseRedirect(row.path)
    form = CommentForm(initial=typed_before(request, row.path))
    return ui.render(request, "ideas/idea.html", {**idea_page(request, row), "form": form})


def idea_page(request: Request, row: Idea) -> dict[str, Any]:
    """Everything the idea's page shows to this reader."""
    reader = account(request)
    comments = queries.comments_of(row)
    return {
        "idea": row,
        "comments": comments,
        "official": queries.official_answer(comments),
        "steps": queries.steps_of(row),
        "parts": queries.merged_parts(row),
        "count": row.votes.count(),
        "reader": reader,
        "own": reader is not None and row.author_id == reader.pk,
        "voted": queries.has_voted(reader, row),
        "budget": queries.budget_of(reader, at=request.at) if reader else None,
        "may_edit": rules.may_edit(reader, row),
        "may_withdraw": rules.may_withdraw(reader, row),
        "may_steer": rules.may_steer(request.roles),
    }


@signed_in
@require_safe
def my_votes(request: Request) -> HttpResponse:
    """How many votes one has, why, and where they lie."""
    person = me(request)
    days = queries.active_days(person, at=request.at)
    values = {
        "budget": queries.budget_of(person, at=request.at),
        "days": days,
        "next": budgets.next_budget(days),
        "votes": queries.votes_of(person),
    }
    return ui.render(request, "ideas/votes.html", values)
