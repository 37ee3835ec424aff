"""API: becoming a helper, where one stands, and what the team decides."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.certification import actions, queries
from kundenkreis.certification.models import Certification
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.queries import helper_of
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.queries import person_with_address
from kundenkreis.people.request import Request

router = Router(tags=["certification"])


class ApplicationIn(Schema):
    """Services by slug; `of_age` and `agreed` must be true."""

    packages: list[str]
    postal_code: str
    radius_km: int = 10
    languages: list[str] = ["de"]
    professional: bool = False
    of_age: bool
    agreed: bool


class PathOut(Schema):
    """Where a helper stands in one service."""

    id: UUID
    helper: UUID
    package: str
    state: str
    since: datetime


class Paths(Schema):
    """All services whose path she is on."""

    items: list[PathOut]


class StepIn(Schema):
    """`reason` where a decision takes or gives something out of turn; `supervisor` (mail) on admission."""

    reason: str = ""
    supervisor: str = ""


class VerdictIn(Schema):
    """How a first visit was; without `good` words are needed."""

    good: bool
    words: str = ""


class VisitOut(Schema):
    """A first visit."""

    id: int
    certification: UUID
    at: datetime
    verdict: str
    words: str


def _out(row: Certification) -> PathOut:
    return PathOut(
        id=row.pk, helper=row.helper_id, package=row.package.slug, state=row.state,
        since=row.moved_at,
    )  # fmt: skip


@router.post("helper-applications", response={201: Paths}, summary="Become a helper")
def become_helper(request: Request, body: ApplicationIn) -> Status[Paths]:
    """Whoever is signed in applies for services; the next steps are the identity and the tests."""
    person = me(request)
    packages = [row for row in queries.offered() if row.slug in body.packages]
    values = body.dict(exclude={"packages"})
    member = actions.become_helper(person, packages, **values, by=person, at=request.at)
    return Status(201, Paths(items=[_out(row) for row in queries.paths_of(member.helper)]))


@router.get("helpers/me/services", response=Paths, summary="Where I stand in each service")
def my_paths(request: Request) -> Paths:
    """For helpers: applicant, identity checked, trained, first visits, certified, trainer."""
    helper = helper_of(me_as(request, "helper"))
    return Paths(items=[_out(row) for row in queries.paths_of(helper)])


@router.get("applicants", response=Paths, summary="Who waits for the next step")
def applicants(request: Request) -> Paths:
    """For managers, longest waiting first."""
    me_as(request, "manager")
    return Paths(items=[_out(row) for row in queries.applicants()])


DECISIONS: dict[str, Any] = {
    "admission": actions.admit,
    "certificate": actions.certify,
    "recognition": actions.recognise,
    "appointment": actions.appoint,
    "step-down": actions.step_down,
    "refusal": actions.refuse,
    "reinstatement": actions.reinstate,
}


@router.post(
    "certifications/{uuid:pk}/steps/{noun}", response=PathOut, summary="Decide about a path"
)
def decide(request: Request, pk: UUID, noun: str, body: StepIn) -> PathOut:
    """Nouns: admission, certificate, recognition, appointment, step-down, refusal, reinstatement."""
    person = me_as(request, "manager", "helper")
    row = queries.path_for_team(pk)
    if not queries.sides_of(person, row, at=request.at) or noun not in DECISIONS:
        raise NotFound("not_found", "")
    given: dict[str, Any] = {}
    if noun in ("recognition", "refusal", "reinstatement"):
        given = {"reason": body.reason}
    elif noun == "admission" and body.supervisor:
        given = {"supervisor": person_with_address(body.supervisor)}
    return _out(DECISIONS[noun](row, **given, by=person, at=request.at))


@router.post(
    "supervised-visits/{int:pk}/verdict", response=VisitOut, summary="Say how a first visit was"
)  # fmt: skip
def verdict(request: Request, pk: int, body: VerdictIn) -> VisitOut:
    """By the named supervisor, a trainer of the service, or a manager; once."""
    person = me_as(request, "helper", "manager")
    row = queries.visit_for(person, pk, at=request.at)
    row = actions.see_visit(row, good=body.good, words=body.words, by=person, at=request.at)
    return VisitOut(
        id=row.pk, certification=row.certification_id, at=row.at, verdict=row.verdict, words=row.words
    )  # fmt: skip
