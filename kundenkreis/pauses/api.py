"""API: my pause."""

from datetime import datetime

from ninja import Router, Schema, Status

from kundenkreis.pauses import actions, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["pauses"])


class PauseIn(Schema):
    """Until when."""

    until: datetime


class PauseOut(Schema):
    """Until when; empty: I take part."""

    until: datetime | None


@router.get("pause", response=PauseOut, summary="My pause")
def pause(request: Request) -> PauseOut:
    """Whether I pause now."""
    row = queries.pause_of(me(request), at=request.at)
    return PauseOut(until=row.until if row else None)


@router.put("pause", response=PauseOut, summary="Pause until then")
def begin(request: Request, body: PauseIn) -> PauseOut:
    """No requests, mentions or digests until then; nothing fades."""
    return PauseOut(until=actions.begin(until=body.until, by=me(request), at=request.at).until)  # fmt: skip


@router.delete("pause", response={204: None}, summary="Take part again")
def end(request: Request) -> Status[None]:
    """Twice is once."""
    actions.end(by=me(request), at=request.at)
    return Status(204, None)
