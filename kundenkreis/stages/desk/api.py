"""API: the desk's inbox and who works on what."""

import re
from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import case_for
from kundenkreis.core.schemas import Listed
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request
from kundenkreis.stages.desk import actions, queries
from kundenkreis.stages.desk.models import Assignment

router = Router(tags=["desk"])
STAFF = ("agent", "moderator", "manager")
MOST = 100


class DeskCaseOut(Schema):
    """An open case at the desk. `waiting_since` null: the team has answered."""

    id: UUID
    reference: str
    title: str
    topic: str | None
    channel: str
    opened_at: datetime
    waiting_since: datetime | None
    agent: str | None


class AssignmentOut(Schema):
    """Who works on the case, since when."""

    case: UUID
    agent: str
    taken_at: datetime


def _told(case: Case, assignment: Assignment | None) -> DeskCaseOut:
    return DeskCaseOut(
        id=case.pk,
        reference=case.reference,
        title=case.title,
        topic=case.topic.slug if case.topic else None,
        channel=case.channel,
        opened_at=case.opened_at,
        waiting_since=getattr(case, "waiting_since", None),
        agent=assignment.agent.shown_name if assignment else None,
    )


@router.get("desk/cases", response=Listed[DeskCaseOut], summary="The inbox")
def inbox(
    request: Request,
    list: str = "unassigned",
    topic: str = "",
    cursor: str = "",
    limit: int = 20,
) -> Listed[DeskCaseOut]:
    """`list`: unassigned, mine or all; longest waiting first."""
    person = me_as(request, *STAFF)
    start = int(cursor) if re.fullmatch("[0-9]{1,6}", cursor) else 0
    limit = max(1, min(limit, MOST))
    rows = [*queries.inbox(person, list, topic)[start : start + limit + 1]]
    working = queries.assignments(rows[:limit])
    items = [_told(row, working.get(row.pk)) for row in rows[:limit]]
    after = str(start + limit) if len(rows) > limit else None
    return Listed[DeskCaseOut](items=items, next=after)


@router.post(
    "desk/cases/{uuid:pk}/assignment", response={201: AssignmentOut}, summary="Take a case"
)
def take(request: Request, pk: UUID) -> Status[AssignmentOut]:
    """409 `taken` when a colleague works on it."""
    person = me_as(request, *STAFF)
    case = case_for(person, pk, at=request.at)
    row = actions.take(case, by=person, at=request.at)
    return Status(
        201, AssignmentOut(case=pk, agent=row.agent.shown_name, taken_at=row.taken_at)
    )


@router.delete(
    "desk/cases/{uuid:pk}/assignment", response={204: None}, summary="Release a case"
)
def release(request: Request, pk: UUID) -> Status[None]:
    """It waits again."""
    person = me_as(request, *STAFF)
    actions.release(case_for(person, pk, at=request.at), by=person, at=request.at)
    return Status(204, None)
