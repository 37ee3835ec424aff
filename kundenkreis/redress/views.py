"""Doors of the team: refunds that wait for a second person, and those that were made."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.redress import actions, queries
from kundenkreis.redress.models import Refund
from kundenkreis.ui.going import see

PER_PAGE = 20


@role("agent", "manager")
@require_safe
def refunds(request: Request) -> HttpResponse:
    """What waits, and what was made, newest first."""
    return _list(request)


def _list(request: Request, refused: Refused | None = None) -> HttpResponse:
    rows = Refund.objects.with_names()
    done = rows.exclude(pk__in=Refund.objects.waiting()).order_by("-asked_at")
    values = {
        "waiting": rows.waiting().order_by("asked_at"),
        "page": Paginator(done, PER_PAGE).get_page(request.GET.get("page")),
        "refused": refused,
        "me": me(request),
    }
    return ui.render(request, "redress/refunds.html", values)


STEPS: dict[str, Callable[..., Any]] = {
    "approval": actions.approve,
    "refusal": actions.refuse,
}


@role("agent", "manager")
@require_POST
def step(request: Request, pk: UUID, noun: str) -> HttpResponse:
    """The second person agrees, or not."""
    row = queries.refund(pk)
    try:
        STEPS[noun](row, by=me(request), at=request.at)
    except Refused as refused:
        return _list(request, refused)
    return see("/refunds/")
