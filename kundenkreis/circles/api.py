"""API: the circle and its direct line."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.circles import actions, queries
from kundenkreis.circles.models import DirectLine
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.request import Request

router = Router(tags=["circle"])


class CircleKeptOut(Schema):
    """What fell due in the last 90 days. `hours`: half was answered within."""

    asked: int
    in_time: int
    late: int
    hours: int | None


class CircleOut(Schema):
    """`space`: where the circle talks, for who is in it. `reason`: of an invitation that waits for me."""

    space: UUID | None
    promised_days: int
    kept: CircleKeptOut
    reason: str | None


class CircleIn(Schema):
    name: str


class CircleInvitationIn(Schema):
    email: str
    reason: str


class CircleInvitationOut(Schema):
    id: int
    reason: str


class CirclePromiseIn(Schema):
    days: int
    reason: str


class LineIn(Schema):
    title: str
    text: str


class LineAnswerIn(Schema):
    text: str


class LineOut(Schema):
    """`in_time`: false while it waits."""

    id: int
    title: str
    text: str
    author: str
    at: datetime
    due_at: datetime
    answered_at: datetime | None
    in_time: bool


class Lines(Schema):
    items: list[LineOut]
    next: str | None = None


def _line(row: DirectLine) -> LineOut:
    asked = row.question
    return LineOut(
        id=row.pk, title=asked.title, text=asked.body, author=asked.author.shown_name, at=row.at,
        due_at=row.due_at, answered_at=row.answered_at, in_time=row.in_time,
    )  # fmt: skip


@router.get("circle", response=CircleOut, summary="The circle")
def circle(request: Request) -> CircleOut:
    """What it promises, how the promise is kept, and whether I am asked in."""
    person, space = me(request), queries.circle()
    kept, asked = queries.kept(at=request.at), queries.invitation_of(person)
    return CircleOut(
        space=space.pk if space and queries.is_in(person, space) else None, promised_days=queries.promised_days(),
        kept=CircleKeptOut(asked=kept.asked, in_time=kept.in_time, late=kept.late, hours=kept.hours),
        reason=asked.reason if asked else None,
    )  # fmt: skip


@router.post("circle", response={201: CircleOut}, summary="Begin a circle")
def open_circle(request: Request, body: CircleIn) -> Status[CircleOut]:
    """For managers."""
    actions.open_circle(name=body.name, by=me_as(request, "manager"), at=request.at)
    return Status(201, circle(request))


@router.post("circle/invitations", response={201: CircleInvitationOut}, summary="Ask a member in")  # fmt: skip
def invite(request: Request, body: CircleInvitationIn) -> Status[CircleInvitationOut]:
    """For managers, with a reason."""
    row = actions.invite(email=body.email, reason=body.reason, by=me_as(request, "manager"), at=request.at)  # fmt: skip
    return Status(201, CircleInvitationOut(id=row.pk, reason=row.reason))


@router.put("circle/promise", response={204: None}, summary="Promise")
def set_promise(request: Request, body: CirclePromiseIn) -> Status[None]:
    """For managers: working days, 1 to 10."""
    actions.set_promise(days=body.days, reason=body.reason, by=me_as(request, "manager"), at=request.at)  # fmt: skip
    return Status(204, None)


@router.post("circle/acceptance", response={201: CircleOut}, summary="I come")
def accept(request: Request) -> Status[CircleOut]:
    """Only who is asked."""
    actions.answer_invitation(accepts=True, by=me(request), at=request.at)
    return Status(201, circle(request))


@router.post("circle/refusal", response={204: None}, summary="No, thank you")
def decline(request: Request) -> Status[None]:
    """Only who is asked."""
    actions.answer_invitation(accepts=False, by=me(request), at=request.at)
    return Status(204, None)


@router.get("circle/lines", response=Lines, summary="The direct line")
def lines(request: Request) -> Lines:
    """For the circle and the team."""
    return Lines(items=[_line(row) for row in queries.lines_for(me(request), at=request.at)])  # fmt: skip


@router.post("circle/lines", response={201: LineOut}, summary="Write to the brand")
def write(request: Request, body: LineIn) -> Status[LineOut]:
    """For the circle."""
    row = actions.write_to_brand(title=body.title, body=body.text, by=me(request), at=request.at)  # fmt: skip
    return Status(201, _line(row))


@router.get("circle/lines/{int:pk}", response=LineOut, summary="One of them")
def line(request: Request, pk: int) -> LineOut:
    """For the circle and the team."""
    return _line(queries.line_for(me(request), pk, at=request.at))


@router.post("circle/lines/{int:pk}/answers", response={201: LineOut}, summary="Answer it")
def answer(request: Request, pk: int, body: LineAnswerIn) -> Status[LineOut]:
    """For the team."""
    by = me_as(request, "agent", "moderator", "manager")
    row = queries.line_for(by, pk, at=request.at)
    actions.answer_line(row, body=body.text, by=by, at=request.at)
    row.refresh_from_db()
    return Status(201, _line(row))
