"""API: cases from the first sentence to the private question."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions, queries, socket
from kundenkreis.cases.doors import case_at_door, customers_case_at_door, guests_of
from kundenkreis.cases.models import Attempt, Case, Message
from kundenkreis.cases.socket import Proposal
from kundenkreis.cases.trust import api as trust
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.core.schemas import Listed, MoneyOut, cursor_page
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request

router = Router(tags=["cases"])
router.add_router("", trust.router)


class Contact(Schema):
    """How to reach someone; each is optional."""

    name: str = ""
    email: str = ""
    phone: str = ""


class CaseIn(Schema):
    """A wish for help, in the customer's own words."""

    text: str
    language: str = ""
    postal_code: str = ""
    topic: str = ""
    product: str = ""
    contact: Contact | None = None


class CaseOut(Schema):
    """A case in short. `key` is told once, to whom opened it without an account."""

    id: UUID
    reference: str
    status: str
    title: str
    text: str
    language: str
    topic: str | None
    product: str
    postal_code: str
    opened_at: datetime
    closed_at: datetime | None
    url: str
    key: str | None = None


class MessageOut(Schema):
    """One entry of the thread. `author` is null when the platform speaks.

    `signs`: kinds of trick it may hold, such as `gift_card`; shown as a note, nothing is held back.
    """

    id: int
    author: str | None
    role: str
    text: str
    signs: list[str]
    at: datetime


class AttemptOut(Schema):
    """One stage's try. `subject` names what the stage keeps for it, such as `booking:<uuid>`."""

    id: int
    stage: str
    state: str
    subject: str
    begun_at: datetime
    ended_at: datetime | None


class WholeCase(CaseOut):
    """A case with its thread and attempts."""

    messages: list[MessageOut]
    attempts: list[AttemptOut]


class Success(Schema):
    """How often it helped in cases like this: solved of tried. `rate` is null when never tried."""

    rate: float | None
    solved: int
    tried: int


class ProposalOut(Schema):
    """What one stage offers. `ready_in_minutes` null: nobody can say."""

    stage: str
    title: str
    price: MoneyOut | None
    ready_in_minutes: int | None
    success: Success
    reasons: list[str]
    href: str


class Proposals(Schema):
    """All offers, in the order of the brand's ladder."""

    items: list[ProposalOut]


class AttemptIn(Schema):
    """Which stage is to begin."""

    stage: str


class FailureIn(Schema):
    """Why it did not help."""

    why: str = ""


class MessageIn(Schema):
    """What to write."""

    text: str


class SolutionIn(Schema):
    """Which attempt did it, where one did."""

    attempt: int | None = None


class FeedbackIn(Schema):
    """The private question: did it really help; would use again; would recommend."""

    helped: bool
    again: bool | None = None
    recommend: bool | None = None
    comment: str = ""


class FeedbackOut(FeedbackIn):
    """What was answered, and when."""

    at: datetime


def case_out(request: Request, case: Case, key: str | None = None) -> CaseOut:
    """The case in short."""
    return CaseOut(**_fields(request, case), key=key)


def _fields(request: Request, case: Case) -> dict[str, Any]:
    return {
        **{
            name: getattr(case, name)
            for name in ("reference", "title", "text", "language", "product", "postal_code")
        },
        "id": case.pk,
        "status": case.state,
        "topic": case.topic.slug if case.topic else None,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "url": request.build_absolute_uri(case.path),
    }


def _message(row: Message) -> MessageOut:
    author = row.author.shown_name if row.author else None
    return MessageOut(
        id=row.pk, author=author, role=row.role, text=row.text, signs=row.signs, at=row.at
    )


def _attempt(row: Attempt) -> AttemptOut:
    return AttemptOut(
        id=row.pk,
        stage=row.stage,
        state=row.state,
        subject=row.subject,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
    )


def _whole(request: Request, case: Case, person: Person) -> WholeCase:
    messages = case.messages.readable_by(
        person, staff=is_staff(person, at=request.at)
    ).select_related("author")
    return WholeCase(
        **_fields(request, case),
        messages=[_message(row) for row in messages],
        attempts=[_attempt(row) for row in case.attempts.all()],
    )


@router.post("cases", response={201: CaseOut}, summary="Ask for help")
def open_case(request: Request, body: CaseIn) -> Status[CaseOut]:
    """Without an account the answer holds a `key`; send it as `X-Case-Key` to open the case again."""
    topic = _topic(body.topic) if body.topic else None
    customer = request.person or people.welcome_guest(
        language=body.language or "de", by=None, at=request.at
    )
    if body.contact:
        people.leave_contact(customer, **body.contact.dict(), by=customer, at=request.at)
    case = actions.open_case(
        customer=customer, text=body.text, language=body.language, topic=topic, product=body.product,
        postal_code=body.postal_code, channel=Case.Channel.API, by=customer, at=request.at,
    )  # fmt: skip
    key = actions.make_key(case, by=customer, at=request.at) if customer.is_guest else None
    return Status(201, case_out(request, case, key))


def _topic(slug: str) -> Topic:
    topic = Topic.objects.filter(slug=slug).first()
    if not topic:
        sentence = _("There is no such topic here.")
        raise Invalid("unknown_topic", sentence, {"topic": sentence})
    return topic


@router.get("cases", response=Listed[CaseOut], summary="My cases")
def my_cases(request: Request, cursor: str = "", limit: int = 20) -> Listed[CaseOut]:
    """Newest first."""
    mine = Case.objects.all().of_any(guests_of(request), request.at).select_related("topic")
    rows, after = cursor_page(mine, newest_by="opened_at", cursor=cursor, limit=limit)
    return Listed[CaseOut](items=[case_out(request, row) for row in rows], next=after)


@router.get(
    "cases/{uuid:pk}", response=WholeCase, summary="One case with its thread and attempts"
)
def one_case(request: Request, pk: UUID) -> WholeCase:
    """For its customer, those who take part, and the brand's staff; 404 for everyone else."""
    case, person = case_at_door(request, pk)
    return _whole(request, case, person)


@router.get(
    "cases/{uuid:pk}/proposals", response=Proposals, summary="What helps, side by side"
)
def proposals(request: Request, pk: UUID) -> Proposals:
    """Offers of all stages with price, wait, success and reasons."""
    case, _person = case_at_door(request, pk)
    return Proposals(
        items=[_proposal(offer) for offer in queries.proposals(case, at=request.at)]
    )


def _proposal(offer: Proposal) -> ProposalOut:
    return ProposalOut(
        stage=offer.stage,
        title=offer.title,
        price=MoneyOut.of(offer.price) if offer.price else None,
        ready_in_minutes=offer.ready_in_minutes,
        success=Success(rate=offer.rate, solved=offer.solved, tried=offer.tried),
        reasons=list(offer.reasons),
        href=offer.href,
    )


@router.post(
    "cases/{uuid:pk}/attempts", response={201: AttemptOut}, summary="Let a stage begin"
)
def begin(request: Request, pk: UUID, body: AttemptIn) -> Status[AttemptOut]:
    """The stage's try, or a problem that says what it needs first."""
    case, person = customers_case_at_door(request, pk)
    stage = socket.STAGES.get(body.stage)
    if not stage:
        sentence = _("There is no such stage.")
        raise Invalid("unknown_stage", sentence, {"stage": sentence})
    return Status(201, _attempt(stage.begin(case, by=person, at=request.at)))


@router.post(
    "attempts/{int:number}/failure", response={201: AttemptOut}, summary="It did not help"
)
def failure(request: Request, number: int, body: FailureIn) -> Status[AttemptOut]:
    """Kept, so that it is not proposed again."""
    row = Attempt.objects.filter(pk=number).first()
    if not row:
        raise NotFound("not_found", _("There is no such attempt."))
    _case, person = customers_case_at_door(request, row.case_id)
    return Status(201, _attempt(actions.fail(row, why=body.why, by=person, at=request.at)))


@router.post(
    "cases/{uuid:pk}/messages", response={201: MessageOut}, summary="Write in the thread"
)
def write(request: Request, pk: UUID, body: MessageIn) -> Status[MessageOut]:
    """One more message."""
    case, person = case_at_door(request, pk)
    return Status(
        201, _message(actions.write(case, text=body.text, by=person, at=request.at))
    )


@router.post("cases/{uuid:pk}/solution", response={201: CaseOut}, summary="It is solved")
def solve(request: Request, pk: UUID, body: SolutionIn) -> Status[CaseOut]:
    """By this attempt, where one did it."""
    case, person = case_at_door(request, pk)
    attempt = case.attempts.filter(pk=body.attempt).first() if body.attempt else None
    if body.attempt and not attempt:
        raise NotFound("not_found", _("There is no such attempt."))
    return Status(
        201,
        case_out(request, actions.solve(case, attempt=attempt, by=person, at=request.at)),
    )


@router.delete(
    "cases/{uuid:pk}/solution", response=CaseOut, summary="It is not solved after all"
)
@router.post("cases/{uuid:pk}/reopening", response={201: CaseOut}, summary="Open it again")
def reopen(request: Request, pk: UUID) -> Status[CaseOut]:
    """The attempt that was thought to help counts as failed."""
    case, person = case_at_door(request, pk)
    status = 200 if request.method == "DELETE" else 201
    return Status(status, case_out(request, actions.reopen(case, by=person, at=request.at)))


@router.post(
    "cases/{uuid:pk}/withdrawal", response={201: CaseOut}, summary="No help needed any more"
)
def withdraw(request: Request, pk: UUID) -> Status[CaseOut]:
    """Closes the case without a solution."""
    case, person = case_at_door(request, pk)
    return Status(201, case_out(request, actions.withdraw(case, by=person, at=request.at)))


@router.post(
    "cases/{uuid:pk}/private-feedback",
    response={201: FeedbackOut},
    summary="Did it really help?",
)
def feedback(request: Request, pk: UUID, body: FeedbackIn) -> Status[FeedbackOut]:
    """Never published."""
    case, person = case_at_door(request, pk)
    row = actions.give_feedback(case, **body.dict(), by=person, at=request.at)
    return Status(
        201,
        FeedbackOut(
            **{
                name: getattr(row, name)
                for name in ("helped", "again", "recommend", "comment", "at")
            }
        ),
    )
