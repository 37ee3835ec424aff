"""API: the voucher a customer wants to use for her wish."""

from uuid import UUID

from ninja import Router, Status

from kundenkreis.cases.doors import customers_case_at_door
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.pages import paying
from kundenkreis.stages.marketplace.schemas.vouchers import VoucherIn, VoucherOut

router = Router(tags=["visits"])


@router.post("cases/{uuid:pk}/voucher", response={201: VoucherOut}, summary="Use a voucher")
def use_voucher(request: Request, pk: UUID, body: VoucherIn) -> Status[VoucherOut]:
    """For the case's wish (`POST requests`); redeemed with `POST bookings`. An empty code: none."""
    case, person = customers_case_at_door(request, pk, booking=True)
    wish = queries.draft_of(case)
    if wish is None or wish.package is None:
        raise NotFound("not_found", "")
    done = actions.use_voucher(wish, code=body.code, by=person, at=request.at)
    return Status(201, VoucherOut.of(paying.with_voucher(done)))
