"""What goes in and out: a case, its thread, what was tried, what is proposed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from kundenkreis.cases.models import Attempt, Case, Message
from kundenkreis.cases.socket import Proposal
from kundenkreis.core.schemas import MoneyOut
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request


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


def message_out(row: Message) -> MessageOut:
    author = row.author.shown_name if row.author else None
    return MessageOut(
        id=row.pk, author=author, role=row.role, text=row.text, signs=row.signs, at=row.at
    )


def attempt_out(row: Attempt) -> AttemptOut:
    return AttemptOut(
        id=row.pk,
        stage=row.stage,
        state=row.state,
        subject=row.subject,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
    )


def whole(request: Request, case: Case, person: Person) -> WholeCase:
    messages = case.messages.readable_by(
        person, staff=is_staff(person, at=request.at)
    ).select_related("author")
    return WholeCase(
        **_fields(request, case),
        messages=[message_out(row) for row in messages],
        attempts=[attempt_out(row) for row in case.attempts.all()],
    )


def proposal_out(offer: Proposal) -> ProposalOut:
    return ProposalOut(
        stage=offer.stage,
        title=offer.title,
        price=MoneyOut.of(offer.price) if offer.price else None,
        ready_in_minutes=offer.ready_in_minutes,
        success=Success(rate=offer.rate, solved=offer.solved, tried=offer.tried),
        reasons=list(offer.reasons),
        href=offer.href,
    )
