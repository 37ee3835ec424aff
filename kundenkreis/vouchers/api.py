"""API: vouchers, for managers: issue, read, revoke, fetch the codes."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema, Status
from pydantic import AwareDatetime

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import NotAllowed, NotFound
from kundenkreis.core.schemas import MoneyOut
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.people.request import Request
from kundenkreis.vouchers import actions, queries
from kundenkreis.vouchers.models import VoucherBatch
from kundenkreis.vouchers.paper import table

router = Router(tags=["vouchers"])


class BatchIn(Schema):
    """`amount` in minor units, null: a whole visit. `uses`: visits a code pays for. `package` by its id."""

    title: str
    amount: int | None = None
    count: int
    uses: int = 1
    package: str | None = None
    valid_from: AwareDatetime
    valid_until: AwareDatetime
    once_each: bool = True


class BatchOut(Schema):
    """`used`: how many visits its codes paid for so far."""

    id: UUID
    title: str
    amount: MoneyOut | None
    count: int
    uses: int
    used: int
    package: str | None
    valid_from: datetime
    valid_until: datetime
    once_each: bool
    revoked_at: datetime | None


class Batches(Schema):
    """The newest first."""

    items: list[BatchOut]


MADE = {201: BatchOut}


@router.get("voucher-batches", response=Batches, summary="All vouchers")
def batches(request: Request) -> Batches:
    """For managers."""
    _manager(request)
    return Batches(items=[_out(row) for row in queries.batches()])


@router.post("voucher-batches", response=MADE, summary="Issue vouchers")
def issue(request: Request, body: BatchIn) -> Status[BatchOut]:
    """For managers; the codes are fetched as a table."""
    person = _manager(request)
    values = body.dict()
    slug = values.pop("package")
    package = ServicePackage.objects.filter(slug=slug).first() if slug else None
    if slug and package is None:
        raise NotFound("not_found", "")
    made = actions.issue(**values, package=package, by=person, at=request.at)
    return Status(201, _out(queries.batch(made.pk)))


@router.get("voucher-batches/{uuid:pk}/codes.csv", summary="The codes, as CSV")
def codes(request: Request, pk: UUID) -> HttpResponse:
    """For managers: number, code, uses, used, valid_until."""
    _manager(request)
    return HttpResponse(table(queries.batch(pk)), content_type="text/csv; charset=utf-8")


@router.post(
    "voucher-batches/{uuid:pk}/revocation", response=MADE, summary="Revoke vouchers"
)
def revoke(request: Request, pk: UUID) -> Status[BatchOut]:
    """Visits ordered with them stay paid."""
    person = _manager(request)
    row = actions.revoke(queries.batch(pk), by=person, at=request.at)
    return Status(201, _out(queries.batch(row.pk)))


def _manager(request: Request) -> Person:
    person = me(request)
    if not holds(person, "manager", at=request.at):
        raise NotAllowed("not_yours", "")
    return person


def _out(row: VoucherBatch) -> BatchOut:
    money = row.money
    used: int = getattr(row, "used", 0) or 0
    return BatchOut(
        id=row.pk, title=row.title, amount=MoneyOut.of(money) if money else None, count=row.count, uses=row.uses,
        used=used, package=row.package.slug if row.package else None, valid_from=row.valid_from,
        valid_until=row.valid_until, once_each=row.once_each, revoked_at=row.revoked_at,
    )  # fmt: skip
