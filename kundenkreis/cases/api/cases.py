"""Endpoints of cases, from the first sentence to the private question."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions, queries
from kundenkreis.cases.api.shapes import (
    AttemptIn,
    AttemptOut,
    CaseIn,
    CaseOut,
    FailureIn,
    FeedbackIn,
    FeedbackOut,
    MessageIn,
    MessageOut,
    Proposals,
    SolutionIn,
    WholeCase,
    attempt_out,
    case_out,
    message_out,
    proposal_out,
    whole,
)
from kundenkreis.cases.doors import case_at_door, customers_case_at_door, guests_of
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.trust import api as trust
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.people import actions as people
from kundenkreis.people.request import Request

router = Router(tags=["cases"])
router.add_router("", trust.router)


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
    return whole(request, case, person)


@router.get(
    "cases/{uuid:pk}/proposals", response=Proposals, summary="What helps, side by side"
)
def proposals(request: Request, pk: UUID) -> Proposals:
    """Offers of all stages with price, wait, success and reasons."""
    case, _person = case_at_door(request, pk)
    return Proposals(
        items=[proposal_out(offer) for offer in queries.proposals(case, at=request.at)]
    )


@router.post(
    "cases/{uuid:pk}/attempts", response={201: AttemptOut}, summary="Let a stage begin"
)
def begin(request: Request, pk: UUID, body: AttemptIn) -> Status[AttemptOut]:
    """The stage's try, or a problem that says what it needs first."""
    case, person = customers_case_at_door(request, pk)
    stage = queries.stage_here(body.stage)
    if not stage:
        sentence = _("There is no such stage.")
        raise Invalid("unknown_stage", sentence, {"stage": sentence})
    return Status(201, attempt_out(stage.begin(case, by=person, at=request.at)))


@router.post(
    "attempts/{int:number}/failure", response={201: AttemptOut}, summary="It did not help"
)
def failure(request: Request, number: int, body: FailureIn) -> Status[AttemptOut]:
    """Kept, so that it is not proposed again."""
    row = Attempt.objects.filter(pk=number).first()
    if not row:
        raise NotFound("not_found", _("There is no such attempt."))
    _case, person = customers_case_at_door(request, row.case_id)
    return Status(
        201, attempt_out(actions.fail(row, why=body.why, by=person, at=request.at))
    )


@router.post(
    "cases/{uuid:pk}/messages", response={201: MessageOut}, summary="Write in the thread"
)
def write(request: Request, pk: UUID, body: MessageIn) -> Status[MessageOut]:
    """One more message."""
    case, person = case_at_door(request, pk)
    return Status(
        201, message_out(actions.write(case, text=body.text, by=person, at=request.at))
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
