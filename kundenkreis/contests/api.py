"""API: contests, entries, the weakest, the jury, the result."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import AwareDatetime

from kundenkreis.contests import actions, queries
from kundenkreis.contests.models import ContestEntry, IdeaContest
from kundenkreis.ideas.doors import account
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request

router = Router(tags=["contests"])


class ContestIn(Schema):
    """A new contest; each phase ends at its moment."""

    title: str
    text: str
    rules: str
    prize: str
    criteria: list[str]
    tokens: int = 3
    submit_from: AwareDatetime
    submit_until: AwareDatetime
    filter_until: AwareDatetime
    jury_until: AwareDatetime


class ContestOut(Schema):
    """`phase`: announced, submit, filter, jury, deciding or result."""

    id: UUID
    title: str
    text: str
    rules: str
    prize: str
    criteria: list[str]
    tokens: int
    phase: str
    submit_from: datetime
    submit_until: datetime
    filter_until: datetime
    jury_until: datetime
    result_at: datetime | None
    result: str
    url: str


class ContestList(Schema):
    items: list[ContestOut]
    next: str | None = None


class VerdictOut(Schema):
    """What a juror thinks: marks in the order of the criteria."""

    juror: str
    marks: list[int]
    reason: str


class ContestEntryOut(Schema):
    """`author` and `verdicts` are there with the result; `place`: 1 is the best."""

    id: UUID
    title: str
    text: str
    at: datetime
    author: str | None
    place: int | None
    verdicts: list[VerdictOut]


class WholeContest(ContestOut):
    """With its jury and its entries, the best first."""

    jury: list[str]
    items: list[ContestEntryOut]


class ContestEntryIn(Schema):
    """`consent`: the brand may use the idea as the rules say."""

    title: str
    text: str
    consent: bool = False


class WeakestIn(Schema):
    """All marks of the caller; they replace the earlier ones."""

    entries: list[UUID]


class WeakestOut(Schema):
    """How many are marked, of how many tokens."""

    marked: int
    tokens: int


class JurorIn(Schema):
    """An account, and how everyone reads the name."""

    email: str
    shown_as: str


class JurorOut(Schema):
    shown_as: str
    at: datetime


class VerdictIn(Schema):
    """A mark from 1 to 5 for each criterion, in their order, and why."""

    marks: list[int]
    reason: str


class ResultIn(Schema):
    """What the brand says to the result."""

    text: str


def _fields(request: Request, row: IdeaContest) -> dict[str, Any]:
    return {
        "id": row.pk, "title": row.title, "text": row.body, "rules": row.rules, "prize": row.prize, "criteria": row.criteria,
        "tokens": row.tokens, "phase": row.phase(request.at), "submit_from": row.submit_from, "submit_until": row.submit_until,
        "filter_until": row.filter_until, "jury_until": row.jury_until, "result_at": row.result_at, "result": row.result_text,
        "url": request.build_absolute_uri(row.path),
    }  # fmt: skip


def _entry(row: ContestEntry, *, decided: bool) -> ContestEntryOut:
    verdicts = queries.verdicts_of(row) if decided else []
    return ContestEntryOut(
        id=row.pk, title=row.title, text=row.body, at=row.at, place=row.place,
        author=row.author_name if decided else None,
        verdicts=[VerdictOut(juror=each.juror.shown_as, marks=each.marks, reason=each.reason) for each in verdicts],
    )  # fmt: skip


def _entry_at_door(request: Request, pk: UUID) -> ContestEntry:
    moderator = Role.Kind.MODERATOR in request.roles
    return queries.entry_for(account(request), pk, moderator=moderator)


@router.get("contests", response=ContestList, summary="Idea contests")
def contests(request: Request) -> ContestList:
    """The latest first."""
    rows = queries.contests()
    return ContestList(items=[ContestOut(**_fields(request, row)) for row in rows])


@router.post("contests", response={201: ContestOut}, summary="Announce a contest")
def new(request: Request, body: ContestIn) -> Status[ContestOut]:
    """For managers."""
    values = body.dict()
    values["body"] = values.pop("text")
    by = me_as(request, "manager")
    row = actions.announce_contest(**values, by=by, at=request.at)
    return Status(201, ContestOut(**_fields(request, row)))


@router.get("contests/{uuid:pk}", response=WholeContest, summary="A contest")
def contest(request: Request, pk: UUID) -> WholeContest:
    """With its ideas; names and verdicts come with the result."""
    row = queries.contest(pk)
    decided = row.result_at is not None
    items = [_entry(each, decided=decided) for each in queries.entries_of(row)]
    jury = [each.shown_as for each in row.jurors.all()]
    return WholeContest(**_fields(request, row), jury=jury, items=items)


@router.post(
    "contests/{uuid:pk}/entries", response={201: ContestEntryOut}, summary="Enter an idea"
)
def enter(request: Request, pk: UUID, body: ContestEntryIn) -> Status[ContestEntryOut]:
    """In its days, with consent, at most three a person."""
    row = actions.enter(
        queries.contest(pk), title=body.title, body=body.text, agreed=body.consent,
        by=me(request), at=request.at,
    )  # fmt: skip
    return Status(201, _entry(row, decided=False))


@router.put("contests/{uuid:pk}/weakest", response=WeakestOut, summary="Mark the weakest")
def weakest(request: Request, pk: UUID, body: WeakestIn) -> WeakestOut:
    """While members sort out; never one's own."""
    row = queries.contest(pk)
    found = {each.pk: each for each in queries.entries_of(row)}
    chosen = [found[each] for each in dict.fromkeys(body.entries) if each in found]
    marked = actions.mark_weakest(row, entries=chosen, by=me(request), at=request.at)
    return WeakestOut(marked=marked, tokens=row.tokens)


@router.post("contests/{uuid:pk}/jurors", response={201: JurorOut}, summary="Name a juror")
def juror(request: Request, pk: UUID, body: JurorIn) -> Status[JurorOut]:
    """For managers; nobody who entered an idea."""
    by = me_as(request, "manager")
    row = actions.name_juror(
        queries.contest(pk), email=body.email, shown_as=body.shown_as, by=by, at=request.at
    )
    return Status(201, JurorOut(shown_as=row.shown_as, at=row.at))


@router.post("contests/{uuid:pk}/result", response={201: ContestOut}, summary="Decide")
def decide(request: Request, pk: UUID, body: ResultIn) -> Status[ContestOut]:
    """For managers, after the jury's days."""
    by = me_as(request, "manager")
    row = actions.decide(queries.contest(pk), text=body.text, by=by, at=request.at)
    return Status(201, ContestOut(**_fields(request, row)))


@router.delete(
    "contest-entries/{uuid:pk}", response={204: None}, summary="Take my entry back"
)
def withdraw(request: Request, pk: UUID) -> Status[None]:
    """At any time; the consent ends with it."""
    actions.withdraw(_entry_at_door(request, pk), by=me(request), at=request.at)
    return Status(204, None)


@router.post(
    "contest-entries/{uuid:pk}/verdict",
    response={201: VerdictOut},
    summary="Judge an entry",
)
def judge(request: Request, pk: UUID, body: VerdictIn) -> Status[VerdictOut]:
    """For the jury, in its days."""
    row = _entry_at_door(request, pk)
    made = actions.judge(
        row, marks=body.marks, reason=body.reason, by=me(request), at=request.at
    )
    return Status(201, VerdictOut(juror=made.juror.shown_as, marks=made.marks, reason=made.reason))  # fmt: skip
