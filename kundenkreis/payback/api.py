"""API: my points, statements, redeeming; for managers the budget and organisations."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Router, Schema, Status

from kundenkreis.core.money import Money
from kundenkreis.core.schemas import MoneyOut
from kundenkreis.ledger.points import balance_of
from kundenkreis.payback import actions, queries
from kundenkreis.payback.models import Organisation, PaybackTerms, Redemption
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.request import Request
from kundenkreis.stages.community.models import Answer

router = Router(tags=["payback"])


class ShareOut(Schema):
    """What I got of one month."""

    id: UUID
    month: date
    points: int


class RedemptionOut(Schema):
    """What points became: `credit`, `money` or `donation`."""

    id: UUID
    way: str
    organisation: UUID | None
    points: int
    money: MoneyOut
    at: datetime


class WaitingOut(Schema):
    """An answer that counts when somebody has looked at thanks for it."""

    title: str
    url: str


class PaybackOut(Schema):
    """My points now, what they are worth, my months, what points became, and what waits."""

    points: int
    worth: MoneyOut
    months: list[ShareOut]
    redemptions: list[RedemptionOut]
    waiting: list[WaitingOut]


class LineOut(Schema):
    """One answer: `weight` is min(1, thanks/3) · (1 if it solved, else 0.25) · novelty."""

    title: str
    url: str
    answered_at: datetime
    thanks: int
    solved: bool
    novelty: float
    weight: float
    points: int


class StatementOut(Schema):
    """One month of mine; the points of the lines and `fixed` sum to `points`."""

    month: date
    budget: MoneyOut
    given: int
    points: int
    fixed: int
    quality: float
    items: list[LineOut]
    waiting: list[WaitingOut]


class RedeemIn(Schema):
    """So many points; `organisation` for a donation."""

    points: int
    way: str
    organisation: UUID | None = None


class BudgetIn(Schema):
    """In minor units, which are points; why it is changed."""

    budget: int
    first_points: int
    money_from: int
    reason: str = Field(min_length=1, max_length=300)


class BudgetOut(Schema):
    """What holds from this month on."""

    from_month: date
    budget: MoneyOut
    first_points: int
    money_from: int


class OrganisationIn(Schema):
    """A new organisation, and its account."""

    name: str
    purpose: str
    iban: str


class ListingIn(Schema):
    """Whether members can give to it."""

    listed: bool


class OrganisationOut(Schema):
    """To whom members may give their points."""

    id: UUID
    name: str
    purpose: str
    listed: bool


class Organisations(Schema):
    """By name."""

    items: list[OrganisationOut]


@router.get("payback", response=PaybackOut, summary="My points")
def payback(request: Request) -> PaybackOut:
    """Months and redemptions, the newest first."""
    person = me(request)
    points = balance_of(person)
    return PaybackOut(
        points=points, worth=MoneyOut.of(Money(points, request.brand.currency)),
        months=[ShareOut(id=row.month_id, month=row.month.month, points=row.points) for row in queries.shares_of(person)],
        redemptions=[_redeemed(row) for row in queries.redemptions_of(person)], waiting=_waiting(queries.waiting_of(person, at=request.at)),
    )  # fmt: skip


@router.get("payback/months/{uuid:pk}", response=StatementOut, summary="My statement of one month")  # fmt: skip
def statement(request: Request, pk: UUID) -> StatementOut:
    """Every line with what it counts."""
    share = queries.share_for(me(request), pk)
    lines = [
        LineOut(
            title=row.title, url=row.path, answered_at=row.answered_at, thanks=row.givers, solved=row.solved,
            novelty=row.novelty, weight=row.weight, points=row.points,
        )
        for row in share.lines.order_by("answered_at", "pk")
    ]  # fmt: skip
    month = share.month
    return StatementOut(
        month=month.month, budget=MoneyOut.of(Money(month.budget, month.currency)), given=month.points,
        points=share.points, fixed=share.fixed, quality=share.quality, items=lines,
        waiting=_waiting(queries.waiting_of(me(request), month=month.month, at=request.at)),
    )  # fmt: skip


@router.post("payback/redemptions", response={201: RedemptionOut}, summary="Redeem points")
def redeem(request: Request, body: RedeemIn) -> Status[RedemptionOut]:
    """As a credit, money with the next payout, or a donation."""
    row = actions.redeem(**body.dict(), by=me(request), at=request.at)
    return Status(201, _redeemed(row))


@router.put("payback/budget", response=BudgetOut, summary="Set the budget of a month")
def budget(request: Request, body: BudgetIn) -> BudgetOut:
    """For managers. The first one counts at once, a change from next month on."""
    by = me_as(request, "manager")
    row: PaybackTerms = actions.set_terms(**body.dict(), by=by, at=request.at)
    return BudgetOut(from_month=row.from_month, budget=MoneyOut.of(row.money), first_points=row.first_points, money_from=row.money_from)  # fmt: skip


@router.get("organisations", response=Organisations, summary="Who gets donations of points")
def organisations(request: Request) -> Organisations:
    """Those on the list now."""
    me(request)
    return Organisations(items=[_organisation(row) for row in queries.organisations()])


@router.post("organisations", response={201: OrganisationOut}, summary="A new organisation")
def name_organisation(request: Request, body: OrganisationIn) -> Status[OrganisationOut]:
    """For managers."""
    by = me_as(request, "manager")
    row = actions.name_organisation(**body.dict(), by=by, at=request.at)
    return Status(201, _organisation(row))


@router.put("organisations/{uuid:pk}", response=OrganisationOut, summary="On the list, or no longer")  # fmt: skip
def set_organisation(request: Request, pk: UUID, body: ListingIn) -> OrganisationOut:
    """For managers."""
    by = me_as(request, "manager")
    row = queries.organisation(pk)
    return _organisation(actions.set_organisation(row, listed=body.listed, by=by, at=request.at))  # fmt: skip


def _organisation(row: Organisation) -> OrganisationOut:
    return OrganisationOut(id=row.pk, name=row.name, purpose=row.purpose, listed=row.withdrawn_at is None)  # fmt: skip


def _waiting(rows: list[Answer]) -> list[WaitingOut]:
    return [WaitingOut(title=row.question.title, url=row.path) for row in rows]


def _redeemed(row: Redemption) -> RedemptionOut:
    return RedemptionOut(id=row.pk, way=row.way, organisation=row.organisation_id, points=row.points, money=MoneyOut.of(row.money), at=row.at)  # fmt: skip
