"""API: what I may do and why; for managers what is asked, given, withdrawn and answered."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Router, Schema, Status

from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.reputation import actions, queries
from kundenkreis.reputation.models import AbilityGrant, AbilityRule
from kundenkreis.reputation.queries import Shown
from kundenkreis.reputation.table import ABILITIES

router = Router(tags=["abilities"])


class Evidence(Schema):
    """One thing she did, and what came of it."""

    kind: str
    good: bool
    at: datetime
    title: str
    url: str


class AbilityOut(Schema):
    """`why`: why she has it, or why it ended; `missing`: what is still needed, in sentences.

    `grant`: when it was last given or ended, for an objection; null where it never was.
    """

    ability: str
    title: str
    held: bool
    why: str
    missing: list[str]
    counted: int
    least: int
    evidence: list[Evidence]
    grant: UUID | None
    may_object: bool


class Abilities(Schema):
    """All of them, what she may do first."""

    items: list[AbilityOut]


class RuleIn(Schema):
    """So many good outcomes; shares in percent; why it is changed."""

    least: int
    share: int
    keep: int
    reason: str = Field(min_length=1, max_length=300)


class RuleOut(Schema):
    """What the brand asks for one ability."""

    ability: str
    least: int
    share: int
    keep: int


class WordsIn(Schema):
    """A reason that the member reads."""

    words: str = Field(min_length=1, max_length=500)


class ObjectionIn(Schema):
    """Why she objects."""

    text: str = Field(min_length=1, max_length=2000)


class AnswerIn(Schema):
    """Whether she gets it back, and why."""

    restore: bool
    answer: str = Field(min_length=1, max_length=2000)


class GrantOut(Schema):
    """One ability of one person, from when it was given until it ended."""

    id: UUID
    ability: str
    given_at: datetime
    given_why: str
    ended_at: datetime | None
    ended_why: str
    objection: str
    answer: str
    restored: bool


@router.get(
    "abilities/mine", response=Abilities, summary="What I may do here and why"
)  # fmt: skip
def mine(request: Request) -> Abilities:
    """With what is missing to the next, in numbers."""
    return _all(me(request), request)


@router.post("abilities/grants/{uuid:pk}/objection", response={201: GrantOut}, summary="Object to the end of an ability")  # fmt: skip
def objection(request: Request, pk: UUID, body: ObjectionIn) -> Status[AbilityGrant]:
    """Once, within six months; somebody else decides."""
    grant = queries.grant_for(me(request), pk)
    return Status(201, actions.object_to(grant, text=body.text, by=me(request), at=request.at))  # fmt: skip


@router.post("abilities/grants/{uuid:pk}/answer", response={201: GrantOut}, summary="Answer an objection")  # fmt: skip
def answer(request: Request, pk: UUID, body: AnswerIn) -> Status[AbilityGrant]:
    """For managers who did not take it."""
    by = me_as(request, "manager")
    grant = queries.contested(pk)
    return Status(201, actions.decide_objection(grant, **body.dict(), by=by, at=request.at))  # fmt: skip


@router.put("abilities/{slug:slug}", response=RuleOut, summary="Set what is asked for an ability")  # fmt: skip
def rule(request: Request, slug: str, body: RuleIn) -> RuleOut:
    """For managers."""
    by = me_as(request, "manager")
    row: AbilityRule = actions.set_rule(slug, **body.dict(), by=by, at=request.at)
    return RuleOut(ability=row.slug, least=row.least, share=row.share, keep=row.keep)


@router.get("members/{uuid:pk}/abilities", response=Abilities, summary="What a member may do and why")  # fmt: skip
def of_member(request: Request, pk: UUID) -> Abilities:
    """For managers."""
    me_as(request, "manager")
    return _all(queries.member_for(pk), request)


@router.put("members/{uuid:pk}/abilities/{slug:slug}", response=GrantOut, summary="Give an ability")  # fmt: skip
def give(request: Request, pk: UUID, slug: str, body: WordsIn) -> AbilityGrant:
    """For managers, with a reason."""
    by = me_as(request, "manager")
    return actions.give(queries.member_for(pk), slug, words=body.words, by=by, at=request.at)  # fmt: skip


@router.post("members/{uuid:pk}/abilities/{slug:slug}/withdrawal", response={201: GrantOut}, summary="Take an ability")  # fmt: skip
def withdraw(request: Request, pk: UUID, slug: str, body: WordsIn) -> Status[AbilityGrant]:
    """For managers, with a reason; the member may object."""
    by = me_as(request, "manager")
    row = actions.withdraw(queries.member_for(pk), slug, words=body.words, by=by, at=request.at)  # fmt: skip
    return Status(201, row)


def _all(person: Person, request: Request) -> Abilities:
    return Abilities(items=[_out(one) for one in queries.shown_for(person, at=request.at)])


def _out(one: Shown) -> AbilityOut:
    return AbilityOut(
        ability=one.ability.slug, title=str(ABILITIES[one.ability.slug].title), held=one.held, why=one.why,
        missing=one.missing, counted=one.counted, least=one.least,
        evidence=[
            Evidence(kind=row.kind, good=bool(row.good), at=row.at, title=row.title, url=row.path)
            for row in one.evidence
        ],
        grant=one.grant.pk if one.grant else None, may_object=one.may_object,
    )  # fmt: skip
