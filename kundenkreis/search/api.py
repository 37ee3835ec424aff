"""Search over the API."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from ninja import Query, Router, Schema

from kundenkreis.core.language import LANGUAGES
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.search import actions, queries

router = Router(tags=["search"])


class HitOut(Schema):
    """One hit; `snippet` is safe HTML with `<mark>`."""

    kind: Literal["article", "question", "guide", "idea"]
    id: UUID
    title: str
    snippet: str
    url: str
    language: str
    score: float


class HitList(Schema):
    items: list[HitOut]
    next: str | None = None


class GapOut(Schema):
    """Words that led nowhere: `times` asked, `hits` found at most (none of them opened), `last` asked."""

    text: str
    language: str
    times: int
    hits: int
    last: datetime


class GapList(Schema):
    items: list[GapOut]
    next: str | None = None


class SearchIn(Schema):
    q: str = ""
    language: str = ""
    limit: int = 10


@router.get("search", response=HitList, summary="Search articles, questions and ideas")
def search(request: Request, asked: Query[SearchIn]) -> HitList:
    """What answers `q` best, in the reader's language first. At most 50."""
    language = asked.language if asked.language in LANGUAGES else request.LANGUAGE_CODE[:2]
    hits = queries.find(asked.q, language=language, limit=min(asked.limit, 50))
    if asked.q.strip():
        actions.remember(
            text=asked.q, language=language, hits=len(hits), by=None, at=request.at
        )
    return HitList(items=[HitOut.from_orm(hit) for hit in hits])


@router.get("content-gaps", response=GapList, summary="Searches that led nowhere")
def content_gaps(request: Request) -> GapList:
    """For the team: what people looked for in the last 90 days and did not find."""
    me_as(request, *Role.STAFF)
    found = queries.gaps(since=request.at - timedelta(days=90))
    return GapList(items=[GapOut.from_orm(gap) for gap in found])
