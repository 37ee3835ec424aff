"""Lists of ideas, and ideas like others."""

from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch

from kundenkreis.brands.models import Topic
from kundenkreis.ideas.models import Idea, IdeaQuerySet, IdeaStep, Status
from kundenkreis.search import queries as search

PER_PAGE = 20
ORDERS = ("trend", "new", "top")
SIMILAR = 5


def board(
    *, order: str = "trend", status: str = "", topic: Topic | None = None, at: datetime
) -> IdeaQuerySet:
    """Ideas on the board; without a status those that may be voted for. Counted, in this order."""
    rows = Idea.objects.all().on_board().select_related("author", "topic").counted()
    rows = rows.filter(status=status) if status in Status.values else rows.open()
    if topic:
        rows = rows.filter(topic=topic)
    if order == "new":
        return rows.order_by("-written_at", "pk")
    if order == "top":
        return rows.order_by(F("vote_count").desc(), "-written_at", "pk")
    return rows.trending(at)


def delivered(number: Any = 1) -> Page[Idea]:
    """What became real, newest first; `steps` are read along."""
    rows = Idea.objects.all().on_board().filter(status=Status.DELIVERED).counted()
    steps = Prefetch("steps", IdeaStep.objects.order_by("seq"))
    rows = rows.select_related("author", "topic").prefetch_related(steps)
    return Paginator(rows.order_by("-closed_at", "pk"), PER_PAGE).get_page(number)


def similar(words: str, *, language: str, limit: int = SIMILAR) -> list[Idea]:
    """Ideas on the board that mean the same, the nearest first."""
    hits = search.find(words, language=language, kinds=["idea"], limit=limit)
    rows = {row.pk: row for row in Idea.objects.all().on_board().counted().filter(pk__in=[hit.id for hit in hits])}  # fmt: skip
    return [rows[hit.id] for hit in hits if hit.id in rows]


def similar_to(idea: Idea, *, limit: int = SIMILAR) -> list[Idea]:
    """The same for an idea that stands there, without itself."""
    words = f"{idea.title}\n{idea.body}"
    found = similar(words, language=idea.language, limit=limit + 1)
    return [row for row in found if row.pk != idea.pk][:limit]
