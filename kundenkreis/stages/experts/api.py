"""API: consultations with expert customers."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.cases.doors import case_at_door, guests_of
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.schemas import Listed, MoneyOut, cursor_page
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.experts import actions, pages, queries
from kundenkreis.stages.experts.models import Consultation, ConsultationOffer

router = Router(tags=["experts"])


class ConsultationIn(Schema):
    """Which case; which expert, where one is wanted by name; who pays: customer or company."""

    case: UUID
    expert: UUID | None = None
    payer: str = Consultation.Payer.CUSTOMER.value
    means: str = ""


class RefusalIn(Schema):
    """Why not; read by the brand only."""

    why: str = ""


class EndIn(Schema):
    """What was found and done."""

    summary: str


class ReviewIn(Schema):
    """One to five stars; `helped` true solves the case through this consultation."""

    stars: int
    text: str = ""
    helped: bool | None = None


class ComplaintIn(Schema):
    """What was wrong."""

    text: str


class ConsultationOut(Schema):
    """A consultation. `state`: offered, accepted, ended, rated; declined, withdrawn, expired."""

    id: UUID
    case: UUID
    state: str
    expert: str | None
    payer: str
    price: MoneyOut
    offered_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    settled_at: datetime | None
    summary: str
    excerpt: str


def told(row: Consultation) -> ConsultationOut:
    """The consultation for whoever may see it; the case only in the excerpt without personal data."""
    return ConsultationOut(
        id=row.pk,
        case=row.case_id,
        state=row.state,
        expert=row.expert.person.shown_name if row.expert else None,
        payer=row.payer,
        price=MoneyOut.of(row.money),
        offered_at=row.offered_at,
        expires_at=row.expires_at,
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
        settled_at=row.settled_at,
        summary=row.summary,
        excerpt=queries.excerpt(row.case),
    )


def _whole(pk: UUID) -> ConsultationOut:
    return told(_rows().get(pk=pk))


def _rows() -> QuerySet[Consultation]:
    return Consultation.objects.select_related(
        "case__customer", "case__brand", "expert__person"
    )


def _customers(request: Request, pk: UUID) -> tuple[Consultation, Person]:
    """The consultation for its customer, by account or case key, or the staff."""
    row = Consultation.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound("not_found", _("There is no such consultation."))
    case, person = case_at_door(request, row.case_id)
    if case.customer_id != person.pk and not request.roles & {
        "agent",
        "moderator",
        "manager",
    }:
        raise NotFound("not_found", _("There is no such consultation."))
    return row, person


@router.post("consultations", response={201: ConsultationOut}, summary="Ask an expert")
def consult(request: Request, body: ConsultationIn) -> Status[ConsultationOut]:
    """Holds the price; it goes back when nobody takes the case."""
    case, person = case_at_door(request, body.case)
    made = actions.consult(
        case,
        payer=body.payer,
        expert=pages.wanted(str(body.expert or "")),
        means=body.means,
        by=person,
        at=request.at,
    )
    return Status(201, _whole(made.pk))


@router.get("consultations", response=Listed[ConsultationOut], summary="My consultations")
def mine(request: Request, cursor: str = "", limit: int = 20) -> Listed[ConsultationOut]:
    """Those I asked for, am asked about, or work on; newest first."""
    persons = guests_of(request)
    asked = ConsultationOffer.objects.all().waiting().filter(expert__person__in=persons)
    rows, after = cursor_page(
        _rows().filter(
            Q(customer__in=persons)
            | Q(expert__person__in=persons)
            | Q(pk__in=asked.values("consultation"))
        ),
        newest_by="offered_at",
        cursor=cursor,
        limit=limit,
    )
    return Listed[ConsultationOut](items=[told(row) for row in rows], next=after)


@router.post(
    "consultations/{uuid:pk}/acceptance", response={201: ConsultationOut}, summary="Take it"
)
def accept(request: Request, pk: UUID) -> Status[ConsultationOut]:
    """The first expert who accepts gets it; the others receive 409 `taken`."""
    person = me_as(request, "expert")
    actions.accept(queries.asked_for(person, pk), by=person, at=request.at)
    return Status(201, _whole(pk))


@router.post(
    "consultations/{uuid:pk}/refusal",
    response={201: ConsultationOut},
    summary="Not this one",
)
def refuse(request: Request, pk: UUID, body: RefusalIn) -> Status[ConsultationOut]:
    """The next expert is asked."""
    person = me_as(request, "expert")
    actions.decline(queries.asked_for(person, pk), why=body.why, by=person, at=request.at)
    return Status(201, _whole(pk))


@router.post(
    "consultations/{uuid:pk}/end", response={201: ConsultationOut}, summary="End it"
)
def end(request: Request, pk: UUID, body: EndIn) -> Status[ConsultationOut]:
    """With a summary that the customer keeps."""
    person = me_as(request, "expert")
    found = queries.consultation_for(person, pk, at=request.at)
    actions.end(found, summary=body.summary, by=person, at=request.at)
    return Status(201, _whole(pk))


@router.post(
    "consultations/{uuid:pk}/review", response={201: ConsultationOut}, summary="Judge it"
)
def review(request: Request, pk: UUID, body: ReviewIn) -> Status[ConsultationOut]:
    """By the customer, once, after the end."""
    row, person = _customers(request, pk)
    actions.review(
        row, stars=body.stars, text=body.text, helped=body.helped, by=person, at=request.at
    )
    return Status(201, _whole(pk))


@router.post(
    "consultations/{uuid:pk}/withdrawal",
    response={201: ConsultationOut},
    summary="Call it off",
)
def withdraw(request: Request, pk: UUID) -> Status[ConsultationOut]:
    """Free of charge until the expert's first word."""
    row, person = _customers(request, pk)
    actions.withdraw(row, by=person, at=request.at)
    return Status(201, _whole(pk))


@router.post(
    "consultations/{uuid:pk}/complaint", response={201: ConsultationOut}, summary="Complain"
)
def complain(request: Request, pk: UUID, body: ComplaintIn) -> Status[ConsultationOut]:
    """The money waits until a person of the brand has decided."""
    row, person = _customers(request, pk)
    actions.complain(row, text=body.text, by=person, at=request.at)
    return Status(201, _whole(pk))
