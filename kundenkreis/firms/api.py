"""API: one's firm as its dispatcher, and as its technician."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.firms import actions, queries
from kundenkreis.firms.models import FirmInvitation
from kundenkreis.helpers.queries import helper_of
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["firms"])


class MemberOut(Schema):
    """A technician of the firm."""

    id: UUID
    name: str


class MyFirmOut(Schema):
    """The firm one dispatches for."""

    id: UUID
    name: str
    technicians: list[MemberOut]


class InviteIn(Schema):
    """Whom to ask: a helper of this brand."""

    email: str


class InvitationOut(Schema):
    """A firm asks a helper to work for it."""

    id: UUID
    firm: str
    asked_at: datetime
    accepted: bool | None


class WorksForOut(Schema):
    """For which firm a helper works, and which ask her to."""

    firm: str | None
    invitations: list[InvitationOut]


def _out(row: FirmInvitation) -> InvitationOut:
    return InvitationOut(
        id=row.pk, firm=row.firm.name, asked_at=row.asked_at, accepted=row.accepted
    )


@router.get("firms/mine", response=MyFirmOut, summary="My firm")
def mine(request: Request) -> MyFirmOut:
    """For its dispatcher."""
    firm = queries.firm_for(me(request))
    people = queries.technicians(firm, at=request.at)
    return MyFirmOut(
        id=firm.pk,
        name=firm.name,
        technicians=[MemberOut(id=each.pk, name=each.person.shown_name) for each in people],
    )


@router.post(
    "firms/mine/invitations", response={201: InvitationOut}, summary="Ask a technician"
)
def invite(request: Request, body: InviteIn) -> Status[InvitationOut]:
    """She works for the firm once she has said yes."""
    person = me(request)
    row = actions.invite(queries.firm_for(person), email=body.email, by=person, at=request.at)  # fmt: skip
    return Status(201, _out(row))


@router.delete("firms/mine/technicians/{uuid:pk}", response={204: None}, summary="Let a technician go")  # fmt: skip
def let_go(request: Request, pk: UUID) -> Status[None]:
    """By the dispatcher, once no visit of the firm is assigned to her."""
    person = me(request)
    firm = queries.firm_for(person)
    actions.leave(firm, queries.technician(firm, pk, at=request.at), by=person, at=request.at)  # fmt: skip
    return Status(204, None)


@router.get("helpers/me/firm", response=WorksForOut, summary="For which firm I work")
def works_for(request: Request) -> WorksForOut:
    """And which firms ask me to."""
    helper = helper_of(me(request))
    firm = queries.firm_of(helper, at=request.at)
    asked = queries.open_invitations(helper=helper)
    return WorksForOut(firm=firm.name if firm else None, invitations=[_out(row) for row in asked])  # fmt: skip


@router.delete("helpers/me/firm", response={204: None}, summary="Leave my firm")
def leave(request: Request) -> Status[None]:
    """Once no visit of the firm is assigned to me."""
    person = me(request)
    helper = helper_of(person)
    firm = queries.firm_of(helper, at=request.at)
    if firm:
        actions.leave(firm, helper, by=person, at=request.at)
    return Status(204, None)


@router.post("firm-invitations/{uuid:pk}/acceptance", response={201: InvitationOut}, summary="Work for a firm")  # fmt: skip
def accept(request: Request, pk: UUID) -> Status[InvitationOut]:
    """What I earn with its visits goes to the firm."""
    return _answer(request, pk, accepts=True)


@router.post("firm-invitations/{uuid:pk}/refusal", response={201: InvitationOut}, summary="Do not work for it")  # fmt: skip
def refuse(request: Request, pk: UUID) -> Status[InvitationOut]:
    """Nothing changes."""
    return _answer(request, pk, accepts=False)


def _answer(request: Request, pk: UUID, *, accepts: bool) -> Status[InvitationOut]:
    person = me(request)
    row = queries.invitation_for(helper_of(person), pk)
    done = actions.answer(row, accepts=accepts, by=person, at=request.at)
    return Status(201, _out(done))
