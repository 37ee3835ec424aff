"""API for devices: report a fault, say that it is gone, say that nothing helped. Managers read what was reported."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.language import LANGUAGES
from kundenkreis.devices import actions, queries
from kundenkreis.devices.doors import device_at_door
from kundenkreis.devices.models import DeviceIssue
from kundenkreis.guides import queries as guides
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request
from kundenkreis.stages.knowledge.queries import plain

router = Router(tags=["devices"])


class EventIn(Schema):
    """A fault. `severity`: warning, error or critical. `gone`: it is no longer there."""

    domain: str
    code: str
    severity: str = "error"
    firmware: str = ""
    language: str = ""
    gone: bool = False


class AnswerOut(Schema):
    text: str
    to: int | None


class StepOut(Schema):
    """A step of a guide: `kind` question, solved, article or stage; `body` is plain text."""

    number: int
    kind: str
    text: str
    body: str
    answers: list[AnswerOut]


class FixOut(Schema):
    """What helps, in the device's language where it is there. `kind`: guide, article or search."""

    kind: str
    title: str
    language: str
    text: str
    steps: list[StepOut]
    guide: UUID | None
    url: str
    short_url: str


class IssueOut(Schema):
    """The fault as it is kept, and what helps. `screen`: the page for the device's own display."""

    issue: UUID
    times: int
    first_seen_at: datetime
    gone_at: datetime | None
    fix: FixOut
    screen: str
    phone: str


class NotHelpedIn(Schema):
    """What was tried on the device: lines of text, or the walk of a guide."""

    language: str = ""
    tried: list[str] = []
    walk: UUID | None = None


class CaseOut(Schema):
    """A case was opened. `url` opens it on any telephone, without an account."""

    id: UUID
    reference: str
    url: str


class FaultOut(Schema):
    """How many devices of a product reported a fault with a firmware."""

    product: str
    domain: str
    code: str
    firmware: str
    devices: int
    reports: int
    open: int
    cases: int
    last: datetime


class Faults(Schema):
    items: list[FaultOut]
    next: str | None = None


@router.post("device-events", response={201: IssueOut}, summary="A device reports a fault")
def report(request: Request, body: EventIn) -> Status[IssueOut]:
    """Signed by the device (headers X-Device, X-Device-Time, X-Device-Nonce, X-Device-Signature)."""
    device = device_at_door(request)
    issue = actions.report(
        device, domain=body.domain, code=body.code, severity=body.severity, firmware=body.firmware,
        by=None, at=request.at,
    )  # fmt: skip
    if body.gone:
        issue = actions.gone(issue, by=None, at=request.at)
    issue = queries.issue_of(device, issue.pk)
    return Status(201, _issue(request, issue, _language(request, body.language)))


@router.post(
    "device-issues/{uuid:pk}/case", response={201: CaseOut}, summary="It did not help"
)
def case(request: Request, pk: UUID, body: NotHelpedIn) -> Status[CaseOut]:
    """Signed by the device. Opens a case with product, version, fault and what was tried."""
    issue = queries.issue_of(device_at_door(request), pk)
    language = _language(request, body.language)
    made, key = actions.not_helped(issue, language=language, tried=body.tried, walk=body.walk, by=None, at=request.at)  # fmt: skip
    out = CaseOut(id=made.pk, reference=made.reference, url=request.build_absolute_uri(f"/k/{key}/"))  # fmt: skip
    return Status(201, out)


@router.get("device-faults", response=Faults, summary="Faults by product and firmware")
def faults(request: Request) -> Faults:
    """For managers: the last 90 days."""
    me_as(request, "manager")
    rows: list[dict[str, Any]] = queries.faults(since=request.at - timedelta(days=90))
    return Faults(items=[FaultOut(product=row.pop("device__product"), **row) for row in rows])  # fmt: skip


def _language(request: Request, wanted: str) -> str:
    return wanted[:2] if wanted[:2] in LANGUAGES else (request.LANGUAGE_CODE or "de")[:2]


def _issue(request: Request, issue: DeviceIssue, language: str) -> IssueOut:
    fix = queries.fix_of(issue, language=language)
    screen = f"/screens/phone/?product={issue.device.product}&fault={issue.code}&version={issue.firmware}&language={language}"  # fmt: skip
    return IssueOut(
        issue=issue.pk, times=issue.times, first_seen_at=issue.first_seen_at, gone_at=issue.gone_at,
        fix=_fix(request, fix), screen=request.build_absolute_uri(screen), phone=request.brand.phone,
    )  # fmt: skip


def _fix(request: Request, fix: queries.Fix) -> FixOut:
    steps, text, language = [], "", ""
    if fix.guide and fix.guide.published_version:
        language = fix.guide.language
        steps = [
            StepOut(
                number=row.number, kind=row.kind, text=row.text, body=plain(row.body).strip(),
                answers=[AnswerOut(text=a.text, to=a.to.number if a.to else None) for a in row.answers.all()],
            )
            for row in guides.steps_of(fix.guide.published_version)
        ]  # fmt: skip
    elif fix.article and fix.article.published_revision:
        language, text = fix.article.language, plain(fix.article.published_revision.body)
    elif fix.hits:
        language, text = fix.hits[0].language, fix.hits[0].summary
    return FixOut(
        kind=fix.kind, title=fix.title, language=language, text=text, steps=steps, guide=fix.guide.pk if fix.guide else None,
        url=request.build_absolute_uri(fix.path), short_url=request.build_absolute_uri(fix.short),
    )  # fmt: skip
