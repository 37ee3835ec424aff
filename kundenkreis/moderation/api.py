"""API: report a text, read and object to decisions; for moderators the queue."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.core.refusal import Invalid
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.moderation import actions, deciding, queries, rules, socket, words
from kundenkreis.moderation.api_suspensions import router as suspensions_router
from kundenkreis.moderation.models import Appeal, ContentNotice, StatementOfReasons
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request

router = Router(tags=["moderation"])
router.add_router("", suspensions_router)


class FlagIn(Schema):
    """`target`: `kind:id`, such as `question:<uuid>`. `reason`: spam, personal_data, rude, dangerous, illegal, off_topic."""

    target: str
    reason: str
    text: str = ""


class FlagOut(Schema):
    """Your report was received."""

    id: int
    target: str
    reason: str
    at: datetime


class StatementOut(Schema):
    """A decision about a text, with its reasons. `automated`: no person decided."""

    id: UUID
    target: str
    outcome: str
    rule: str
    facts: str
    effect: str
    ground: str
    automated: bool
    source: str
    until: datetime | None
    at: datetime
    objection_until: str
    appeal: str


class WaitingOut(Schema):
    """A text that waits. `score`: how much its reports weigh together."""

    target: str
    title: str
    text: str
    score: float
    reasons: list[str]
    source: str
    opened_at: datetime
    hidden: bool
    claimed_by: str
    claimed_until: datetime | None
    url: str


class ClaimIn(Schema):
    """What you look at."""

    target: str


class ClaimOut(Schema):
    """Nobody else decides until then."""

    target: str
    until: datetime


class DecisionIn(Schema):
    """`outcome`: kept, hidden, mended (with `text`), removed, warned, suspended (with `days`), restored."""

    target: str
    outcome: str
    rule: str = ""
    facts: str = ""
    days: int | None = None
    text: str = ""


class DecisionOut(Schema):
    """What was decided. `waits`: a second person has to agree first."""

    target: str
    outcome: str
    waits: bool


class AppealIn(Schema):
    """Why you see it differently."""

    text: str


class AppealOut(Schema):
    """An objection. `outcome`: upheld, overturned, or empty while it waits."""

    id: UUID
    statement: UUID
    text: str
    at: datetime
    outcome: str
    answer: str


class AppealDecisionIn(Schema):
    """`outcome`: upheld or overturned; `answer`: why."""

    outcome: str
    answer: str


def _appeal(row: Appeal) -> AppealOut:
    return AppealOut(
        id=row.pk, statement=row.statement_id, text=row.text, at=row.at, outcome=row.outcome, answer=row.answer
    )  # fmt: skip


def statement_out(row: StatementOfReasons, appeal: str = "") -> StatementOut:
    """The decision as its author reads it."""
    return StatementOut(
        id=row.pk, target=row.target, outcome=row.outcome, rule=row.rule, facts=row.facts, effect=words.effect(row),
        ground=words.ground(row), automated=row.automated, source=row.source, until=row.until, at=row.at,
        objection_until=words.last_day(row) if row.restricts else "", appeal=appeal,
    )  # fmt: skip


@router.post("flags", response={201: FlagOut}, summary="Report a text")
def flag(request: Request, body: FlagIn) -> Status[FlagOut]:
    """Moderators look at it; its author is told what they decide, not who reported it."""
    target = _target(body.target)
    row = actions.flag(
        target, reason=body.reason, words=body.text, by=me(request), at=request.at
    )
    return Status(201, FlagOut(id=row.pk, target=row.target, reason=row.reason, at=row.at))


def _target(text: str) -> str:
    """:raises Invalid: not the name of a text."""
    kind, _colon, pk = text.partition(":")
    if kind not in socket.PLUGS or not pk:
        sentence = _("Name the text as kind:id. There are these kinds: {kinds}.").format(
            kinds=", ".join(sorted(socket.PLUGS))
        )
        raise Invalid("bad_target", sentence, {"target": sentence})
    return text


@router.get("statements", response=Listed[StatementOut], summary="Decisions about me")
def statements(
    request: Request, cursor: str = "", limit: int = 100
) -> Listed[StatementOut]:
    """What was decided about you and your texts, newest first."""
    rows = StatementOfReasons.objects.filter(author=me(request))
    rows = rows.prefetch_related("appeals")
    found, after = cursor_page(rows, newest_by="at", cursor=cursor, limit=limit)
    items = [
        statement_out(row, "".join(each.outcome or "waits" for each in row.appeals.all()))
        for row in found
    ]
    return Listed[StatementOut](items=items, next=after)


@router.post("statements/{uuid:pk}/appeal", response={201: AppealOut}, summary="Object")
def object_to(request: Request, pk: UUID, body: AppealIn) -> Status[AppealOut]:
    """Once a decision, within six months; somebody else looks again."""
    person = me(request)
    row = queries.statement_for(person, pk)
    appeal = actions.object_to(row, text=body.text, by=person, at=request.at)
    return Status(201, _appeal(appeal))


@router.get("moderation/queue", response=Listed[WaitingOut], summary="What waits")
def queue(request: Request, page: int = 1) -> Listed[WaitingOut]:
    """For moderators: the highest score first, 20 a page; `next` is the next page."""
    me_as(request, Role.Kind.MODERATOR, Role.Kind.ELECTED)
    shown, found = queries.queue(page)
    items = [
        WaitingOut(
            target=each.item.target, title=each.thing.title, text=each.thing.text, score=each.item.score,
            reasons=sorted({row.reason for row in each.flags}), source=each.item.source, opened_at=each.item.opened_at,
            hidden=bool(each.thing.hidden_at), claimed_until=each.item.claimed_until,
            claimed_by=each.item.claimed_by.shown_name if each.item.claimed_by else "",
            url=request.build_absolute_uri(each.thing.decision_path),
        )
        for each in found
        if rules.may_decide(request.roles, each.thing.kind)
    ]  # fmt: skip
    after = str(shown.next_page_number()) if shown.has_next() else None
    return Listed[WaitingOut](items=items, next=after)


@router.post("moderation/claims", response={201: ClaimOut}, summary="I look at it")
def claim(request: Request, body: ClaimIn) -> Status[ClaimOut]:
    """For moderators: nobody else decides about it for ten minutes."""
    person = me_as(request, Role.Kind.MODERATOR, Role.Kind.ELECTED)
    row = actions.claim(_target(body.target), by=person, at=request.at)
    assert row.claimed_until
    return Status(201, ClaimOut(target=row.target, until=row.claimed_until))


@router.post("moderation/decisions", response={201: DecisionOut}, summary="Decide")
def decide(request: Request, body: DecisionIn) -> Status[DecisionOut]:
    """For moderators: each writes a statement of reasons that its author reads at once."""
    person = me_as(request, Role.Kind.MODERATOR, Role.Kind.ELECTED)
    given = body.model_dump() | {"target": _target(body.target)}
    row = deciding.decide(given.pop("target"), **given, by=person, at=request.at)
    waits = getattr(row, "waits", False)
    outcome = getattr(row, "outcome", "suspended")
    return Status(201, DecisionOut(target=body.target, outcome=outcome, waits=waits))


@router.get("appeals", response=Listed[AppealOut], summary="Objections that wait")
def appeals(request: Request) -> Listed[AppealOut]:
    """For moderators: the longest waiting first."""
    me_as(request, Role.Kind.MODERATOR)
    return Listed[AppealOut](items=[_appeal(row) for row in queries.appeals()], next=None)


@router.post("appeals/{uuid:pk}/decision", response=AppealOut, summary="Look again")
def decide_appeal(request: Request, pk: UUID, body: AppealDecisionIn) -> AppealOut:
    """For a moderator who did not decide before."""
    person = me_as(request, Role.Kind.MODERATOR)
    row = queries.appeal_for(pk)
    return _appeal(
        actions.decide_appeal(
            row, outcome=body.outcome, answer=body.answer, by=person, at=request.at
        )
    )


class NoticeIn(Schema):
    """A notice of illegal content (DSA art. 16). Name and e-mail may be empty only where it is about child safety."""

    address: str
    reason: str
    name: str = ""
    email: str = ""
    child_safety: bool = False
    good_faith: bool = False


class NoticeOut(Schema):
    """Your notice was received. `id` is secret: with it you see what was decided."""

    id: UUID
    reference: str
    at: datetime
    outcome: str
    facts: str
    url: str


def _notice(request: Request, row: ContentNotice) -> NoticeOut:
    statement = queries.answer_to(row)
    return NoticeOut(
        id=row.pk, reference=row.reference, at=row.at, outcome=statement.outcome if statement else "",
        facts=statement.facts if statement else "", url=request.build_absolute_uri(row.path),
    )  # fmt: skip


@router.post("content-notices", response={201: NoticeOut}, summary="Report illegal content")
def report_content(request: Request, body: NoticeIn) -> Status[NoticeOut]:
    """No account needed. A person decides; receipt and decision go to the address given."""
    language = request.LANGUAGE_CODE or "de"
    given = {**body.model_dump(), "language": language}
    row = actions.report_content(**given, by=request.person, at=request.at)
    return Status(201, _notice(request, row))


@router.get(
    "content-notices/{uuid:pk}", response=NoticeOut, summary="What became of my notice"
)
def notice(request: Request, pk: UUID) -> NoticeOut:
    """For whoever knows its id."""
    return _notice(request, queries.notice_for(pk))
