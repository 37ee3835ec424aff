"""API: what I typed and did not send."""

from datetime import datetime

from ninja import Router, Schema, Status

from kundenkreis.core.refusal import NotFound
from kundenkreis.drafts import actions, queries
from kundenkreis.drafts.models import Draft
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["drafts"])


class DraftIn(Schema):
    """What is typed so far. `path`: the page with the form; `title`: what it is about."""

    text: str
    path: str = "/"
    title: str = ""


class DraftOut(Schema):
    """A text that was not sent yet, and its place, such as `question:<id>`."""

    place: str
    text: str
    path: str
    title: str
    at: datetime


class Drafts(Schema):
    """The newest first."""

    items: list[DraftOut]


def _draft(row: Draft) -> DraftOut:
    return DraftOut(
        place=row.place, text=row.text, path=row.path, title=row.title, at=row.at
    )


@router.get("drafts", response=Drafts, summary="My drafts")
def drafts(request: Request) -> Drafts:
    """The newest first."""
    return Drafts(items=[_draft(row) for row in queries.drafts_of(me(request))])


@router.put("drafts/{place}", response={200: DraftOut, 204: None}, summary="Keep a draft")
def keep(request: Request, place: str, body: DraftIn) -> Status[DraftOut | None]:
    """An empty text lets it go."""
    row = actions.keep(
        place,
        text=body.text,
        path=body.path,
        title=body.title,
        by=me(request),
        at=request.at,
    )
    return Status(200, _draft(row)) if row else Status(204, None)


@router.get("drafts/{place}", response=DraftOut, summary="One draft")
def draft(request: Request, place: str) -> DraftOut:
    """What I typed at this place."""
    rows = [row for row in queries.drafts_of(me(request)) if row.place == place]
    if not rows:
        raise NotFound("not_found", "")
    return _draft(rows[0])


@router.delete("drafts/{place}", response={204: None}, summary="Let a draft go")
def drop(request: Request, place: str) -> Status[None]:
    """Twice is once."""
    actions.drop(place, by=me(request), at=request.at)
    return Status(204, None)
