"""API: who may act for me, and for whom I act."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.people import actions, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import TrustedPerson
from kundenkreis.people.request import Request

router = Router(tags=["people"])


class TrustIn(Schema):
    """Whom to ask. One of `email` and `phone` is needed."""

    name: str
    email: str = ""
    phone: str = ""
    may_book: bool = False
    may_confirm: bool = False


class TrustOut(Schema):
    """`state`: `asked` until both said yes, then `current`. `case` null: all cases."""

    id: UUID
    name: str
    scopes: list[str]
    case: UUID | None
    state: str
    invited_at: datetime


class Trusted(Schema):
    """Who may act for me, and for whom I act."""

    items: list[TrustOut]
    acting_for: list[TrustOut]


def _out(row: TrustedPerson, name: str) -> TrustOut:
    return TrustOut(
        id=row.pk,
        name=name,
        scopes=row.scopes,
        case=row.only_case,
        state="current" if row.is_current else "asked",
        invited_at=row.invited_at,
    )


@router.get("me/trusted-persons", response=Trusted, summary="Who may act for me")
def trusted_persons(request: Request) -> Trusted:
    """And for whom I act."""
    person = me(request)
    mine, others = queries.trusted_persons(person), queries.acting_for(person)
    return Trusted(
        items=[_out(row, row.name) for row in mine],
        acting_for=[_out(row, row.customer.shown_name) for row in others],
    )


@router.post(
    "me/trusted-persons", response={201: TrustOut}, summary="Ask somebody to act for me"
)
def trust(request: Request, body: TrustIn) -> Status[TrustOut]:
    """He gets a link and must say yes; until then he may do nothing."""
    person = me(request)
    row = actions.trust(person, **body.dict(), by=person, at=request.at)
    return Status(201, _out(row, row.name))


@router.delete(
    "me/trusted-persons/{uuid:pk}", response={204: None}, summary="End it, at once"
)
def end(request: Request, pk: UUID) -> Status[None]:
    """By either of both."""
    person = me(request)
    actions.end_trust(queries.trust_between([person], pk), by=person, at=request.at)
    return Status(204, None)
