"""API: my payouts and my bank account."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.schemas import Listed, MoneyOut, cursor_page
from kundenkreis.payouts import actions, queries
from kundenkreis.payouts.models import Payout, PayoutAccount
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request

router = Router(tags=["money"])


class PayoutOut(Schema):
    """One transfer. `state`: batched, sent, confirmed, returned, withdrawn; `account` is masked."""

    id: UUID
    reference: str
    amount: MoneyOut
    state: str
    account: str
    made_at: datetime
    sent_at: datetime | None
    returned_at: datetime | None
    reason: str
    statement_url: str


class AccountOut(Schema):
    """Where the money goes; the number is masked. Before `usable_from` nothing is paid out."""

    holder: str
    iban: str
    set_at: datetime
    usable_from: datetime


class AccountIn(Schema):
    """Where the money should go."""

    holder: str
    iban: str


class AccountAnswer(Schema):
    """The account, or null. `provider`: `stripe` pays to one's account there and needs no IBAN; `ready`: it can pay."""

    account: AccountOut | None
    provider: str
    ready: bool


@router.get("helpers/me/payouts", response=Listed[PayoutOut], summary="My payouts")
def payouts(request: Request, cursor: str = "", limit: int = 20) -> Listed[PayoutOut]:
    """Newest first; for helpers, experts and whoever else is paid here."""
    mine = Payout.objects.of(me(request)).select_related("account")
    rows, after = cursor_page(mine, newest_by="made_at", cursor=cursor, limit=limit)
    return Listed[PayoutOut](items=[_out(request, row) for row in rows], next=after)


def _out(request: Request, row: Payout) -> PayoutOut:
    return PayoutOut(
        id=row.pk,
        reference=row.reference,
        amount=MoneyOut.of(row.money),
        state=row.state,
        account=row.where,
        made_at=row.made_at,
        sent_at=row.sent_at,
        returned_at=row.returned_at,
        reason=row.reason,
        statement_url=request.build_absolute_uri(row.statement_path),
    )


@router.get("me/payout-account", response=AccountAnswer, summary="My bank account")
def account(request: Request) -> AccountAnswer:
    """Where my money goes."""
    person = me(request)
    return _answer(person, queries.account_of(person), at=request.at)


@router.put(
    "me/payout-account", response={200: AccountAnswer}, summary="Set my bank account"
)
def set_account(request: Request, body: AccountIn) -> Status[AccountAnswer]:
    """The first counts at once, a change after 72 hours; until then nothing is paid out."""
    person = me(request)
    row = actions.set_account(
        person, holder=body.holder, iban=body.iban, by=person, at=request.at
    )
    return Status(200, _answer(person, row, at=request.at))


def _answer(person: Person, row: PayoutAccount | None, *, at: datetime) -> AccountAnswer:
    provider, ready = queries.place_of(person, row, at=at)
    account = _account(row) if row else None
    return AccountAnswer(account=account, provider=provider, ready=ready)


def _account(row: PayoutAccount) -> AccountOut:
    return AccountOut(
        holder=row.holder, iban=row.masked, set_at=row.set_at, usable_from=row.usable_from
    )
