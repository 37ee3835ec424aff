"""API: my badges."""

from datetime import datetime

from ninja import Router, Schema

from kundenkreis.badges import actions, queries
from kundenkreis.badges.models import Badge
from kundenkreis.badges.words import sentence
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["abilities"])


class BadgeOut(Schema):
    """`why`: for which deed; `hidden`: others do not see it."""

    id: int
    kind: str
    why: str
    url: str
    given_at: datetime
    hidden: bool


class Badges(Schema):
    """The newest first."""

    items: list[BadgeOut]


class DisplayIn(Schema):
    """Whether others see it."""

    hidden: bool


@router.get("badges/mine", response=Badges, summary="My badges")
def badges(request: Request) -> Badges:
    """Also those that others do not see."""
    return Badges(items=[_out(row) for row in queries.all_of(me(request))])


@router.put("badges/{int:pk}", response=BadgeOut, summary="Show or hide a badge")
def display(request: Request, pk: int, body: DisplayIn) -> BadgeOut:
    """One of mine."""
    badge = queries.badge_for(me(request), pk)
    actions.hide(badge, hidden=body.hidden, by=me(request), at=request.at)
    return _out(queries.badge_for(me(request), pk))


def _out(row: Badge) -> BadgeOut:
    return BadgeOut(id=row.pk, kind=row.kind, why=sentence(row), url=row.path, given_at=row.given_at, hidden=row.hidden_at is not None)  # fmt: skip
