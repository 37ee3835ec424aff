"""Of a question with very many answers one page: what helped first, then in the order in which they came."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects

from kundenkreis.stages.community.models import Answer, AnswerQuerySet
from kundenkreis.stages.community.queries.fetching import shown_comments

# Answers on one page; and of many how many with the most thanks stand before the others.
PER_PAGE, BEST = 20, 3


def answers_page(rows: AnswerQuerySet, *, page: str | None, answer: str) -> tuple[list[Answer], Page[UUID]]:  # fmt: skip
    """The answers of one page with their comments, and the pages. `answer`: the page on which this one stands.

    `rows` are `judged_for` a reader. Few answers cost two statements, many two more.
    """
    few = list(rows.select_related("author", "accepted").in_order()[: PER_PAGE + 1])
    if len(few) <= PER_PAGE:
        places = Paginator([each.pk for each in few], PER_PAGE).get_page(1)
        return _with_comments(few), places
    order = _order(rows)
    number = page
    if answer in (named := [str(pk) for pk in order]):
        number = str(named.index(answer) // PER_PAGE + 1)
    places = Paginator(order, PER_PAGE).get_page(number)
    here = list(places.object_list)
    found = rows.select_related("author", "accepted").filter(pk__in=here)
    return _with_comments(sorted(found, key=lambda each: here.index(each.pk))), places


def _order(rows: Any) -> list[UUID]:
    """The accepted one, those with the most thanks, then the oldest first."""
    known = list(rows.order_by("at", "pk").values_list("pk", "kudos_count", "accepted"))
    thanked = sorted((row for row in known if row[1] and not row[2]), key=lambda row: -row[1])  # fmt: skip
    first = [row[0] for row in known if row[2]] + [row[0] for row in thanked[:BEST]]
    return first + [row[0] for row in known if row[0] not in first]


def _with_comments(rows: list[Answer]) -> list[Answer]:
    prefetch_related_objects(rows, shown_comments())
    return rows
