"""API: lead users, for themselves, for managers, and their space."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.lead_users import actions, queries
from kundenkreis.lead_users.models import LeadCandidacy, LeadPost, LeadThread
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.request import Request

router = Router(tags=["lead users"])


class LeadDecisionOut(Schema):
    """What people decided, and why."""

    invited: bool
    reason: str
    at: datetime
    accepted_at: datetime | None


class LeadUserOut(Schema):
    """`ahead`: 0 to 1. `signals`: everything that counted."""

    since: datetime
    computed_at: datetime | None
    ahead: float | None
    benefit: int | None
    signals: dict[str, Any]
    decision: LeadDecisionOut | None


class LeadCandidateOut(Schema):
    """Somebody who opted in."""

    id: int
    name: str
    ahead: float | None
    benefit: int | None


class LeadCandidates(Schema):
    items: list[LeadCandidateOut]
    next: str | None = None


class LeadDecisionIn(Schema):
    invited: bool
    reason: str


class LeadPostOut(Schema):
    id: int
    author: str
    text: str
    at: datetime


class LeadThreadOut(Schema):
    id: UUID
    title: str
    at: datetime
    last_at: datetime


class WholeLeadThread(LeadThreadOut):
    items: list[LeadPostOut]


class LeadThreads(Schema):
    items: list[LeadThreadOut]
    next: str | None = None


class LeadThreadIn(Schema):
    title: str
    text: str


class LeadPostIn(Schema):
    text: str


def _own(row: LeadCandidacy) -> LeadUserOut:
    decided = getattr(row, "decision", None)
    return LeadUserOut(
        since=row.since, computed_at=row.computed_at, ahead=row.ahead, benefit=row.benefit, signals=row.signals,
        decision=LeadDecisionOut(invited=decided.invited, reason=decided.reason, at=decided.at, accepted_at=decided.accepted_at) if decided else None,
    )  # fmt: skip


def _thread(row: LeadThread) -> dict[str, Any]:
    return {"id": row.pk, "title": row.title, "at": row.at, "last_at": row.last_at}


def _post(row: LeadPost) -> LeadPostOut:
    return LeadPostOut(id=row.pk, author=row.author.shown_name, text=row.body, at=row.at)


@router.get("lead-users/me", response=LeadUserOut | None, summary="What counts about me")
def own(request: Request) -> LeadUserOut | None:
    """Null while I have not opted in."""
    row = queries.candidacy_of(me(request))
    return _own(row) if row else None


@router.post("lead-users/me", response={201: LeadUserOut}, summary="Look at me")
def stand(request: Request) -> Status[LeadUserOut]:
    """Opt in."""
    return Status(201, _own(actions.stand(by=me(request), at=request.at)))


@router.delete("lead-users/me", response={204: None}, summary="No longer")
def leave(request: Request) -> Status[None]:
    """Signals, decision and words in the space are erased."""
    actions.leave(by=me(request), at=request.at)
    return Status(204, None)


@router.post("lead-users/me/acceptance", response={201: LeadUserOut}, summary="Come in")
def accept(request: Request) -> Status[LeadUserOut]:
    """Only who is invited."""
    return Status(201, _own(actions.accept(by=me(request), at=request.at).candidacy))


@router.get("lead-users", response=LeadCandidates, summary="The shortlist")
def shortlist(request: Request) -> LeadCandidates:
    """For managers: who opted in and is not decided about."""
    me_as(request, "manager")
    items = [LeadCandidateOut(id=row.pk, name=row.person.shown_name, ahead=row.ahead, benefit=row.benefit) for row in queries.shortlist()]  # fmt: skip
    return LeadCandidates(items=items)


@router.post("lead-users/{int:pk}/decision", response={201: LeadDecisionOut}, summary="Decide")  # fmt: skip
def decide(request: Request, pk: int, body: LeadDecisionIn) -> Status[LeadDecisionOut]:
    """For managers, with a reason, once."""
    by = me_as(request, "manager")
    made = actions.decide(queries.candidacy(pk), invited=body.invited, reason=body.reason, by=by, at=request.at)  # fmt: skip
    return Status(201, LeadDecisionOut(invited=made.invited, reason=made.reason, at=made.at, accepted_at=None))  # fmt: skip


@router.get("lead-users/threads", response=LeadThreads, summary="The private space")
def threads(request: Request) -> LeadThreads:
    """404 for everyone who is not in."""
    rows = queries.threads_for(me(request), at=request.at)
    return LeadThreads(items=[LeadThreadOut(**_thread(row)) for row in rows])


@router.post("lead-users/threads", response={201: WholeLeadThread}, summary="A new subject")
def open_thread(request: Request, body: LeadThreadIn) -> Status[WholeLeadThread]:
    """In the space."""
    row = actions.open_thread(title=body.title, body=body.text, by=me(request), at=request.at)  # fmt: skip
    items = [_post(each) for each in queries.posts_of(row)]
    return Status(201, WholeLeadThread(**_thread(row), items=items))


@router.get("lead-users/threads/{uuid:pk}", response=WholeLeadThread, summary="One subject")
def thread(request: Request, pk: UUID) -> WholeLeadThread:
    """With all words."""
    row = queries.thread_for(me(request), pk, at=request.at)
    items = [_post(each) for each in queries.posts_of(row)]
    return WholeLeadThread(**_thread(row), items=items)


@router.post("lead-users/threads/{uuid:pk}/posts", response={201: LeadPostOut}, summary="One more word")  # fmt: skip
def reply(request: Request, pk: UUID, body: LeadPostIn) -> Status[LeadPostOut]:
    """In the space."""
    row = queries.thread_for(me(request), pk, at=request.at)
    return Status(201, _post(actions.reply(row, body=body.text, by=me(request), at=request.at)))  # fmt: skip
