"""API: cases for moderators."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema

from kundenkreis.collusion import actions, queries, words
from kundenkreis.collusion.models import CollusionCase
from kundenkreis.core.schemas import Listed
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request

router = Router(tags=["moderation"])


class CaseMemberOut(Schema):
    """Somebody in a case: how many she gave and received in it."""

    person: UUID
    name: str
    gave: int
    received: int


class CollusionCaseOut(Schema):
    """A question for a person. `rule`: block, island, pair or burst. `outcome`: empty while it waits."""

    id: UUID
    rule: str
    title: str
    evidence: list[str]
    innocent_explanations: list[str]
    members: list[CaseMemberOut]
    subjects: list[str]
    found_at: datetime
    outcome: str
    reason: str
    decided_at: datetime | None


class CaseDecisionIn(Schema):
    """`outcome`: dismissed, warned, suspended (with `days`); `people`: who it is about; `reason`: told to them."""

    outcome: str
    reason: str
    people: list[UUID] = []
    days: int | None = None


def _case(row: CollusionCase) -> CollusionCaseOut:
    members = [
        CaseMemberOut(person=each.person_id, name=each.person.shown_name, gave=each.gave, received=each.received)
        for each in row.members.all()
    ]  # fmt: skip
    return CollusionCaseOut(
        id=row.pk, rule=row.rule, title=words.title(row), evidence=words.lines(row),
        innocent_explanations=words.innocent(row), members=members, subjects=row.evidence["subjects"],
        found_at=row.found_at, outcome=row.outcome, reason=row.reason, decided_at=row.decided_at,
    )  # fmt: skip


@router.get("moderation/collusion", response=Listed[CollusionCaseOut], summary="Patterns of thanks and votes that wait")  # fmt: skip
def cases(request: Request) -> Listed[CollusionCaseOut]:
    """For moderators: the longest waiting first. Nothing has happened to anybody."""
    me_as(request, Role.Kind.MODERATOR)
    return Listed[CollusionCaseOut](
        items=[_case(each) for each in queries.open_cases()], next=None
    )


@router.get(
    "moderation/collusion/{uuid:pk}", response=CollusionCaseOut, summary="One pattern"
)
def case(request: Request, pk: UUID) -> CollusionCaseOut:
    """For moderators: the numbers, and what else may explain them."""
    me_as(request, Role.Kind.MODERATOR)
    return _case(queries.case_for(pk))


@router.post("moderation/collusion/{uuid:pk}/decision", response=CollusionCaseOut, summary="Say what it was")  # fmt: skip
def decide(request: Request, pk: UUID, body: CaseDecisionIn) -> CollusionCaseOut:
    """For a moderator who does not stand in it: each person gets a statement of reasons and may object."""
    person = me_as(request, Role.Kind.MODERATOR)
    row = queries.case_for(pk)
    actions.decide(row, **body.model_dump(), by=person, at=request.at)
    return _case(queries.case_for(pk))
