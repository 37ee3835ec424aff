"""API of this room, by noun."""

from ninja import Router

from kundenkreis.stages.marketplace.api import (
    again,
    concerns,
    disputes,
    extras,
    firms,
    orders,
    refunds,
    safety,
    time_proposals,
    tips,
    trips,
    visits,
    vouchers,
    wishes,
    work,
)
from kundenkreis.stages.marketplace.reviews import api as reviews

router = Router()
for part in (
    orders, vouchers, wishes, visits, extras, tips, work, trips, time_proposals, again, concerns, safety, reviews,
    disputes, firms, refunds,
):  # fmt: skip
    router.add_router("", part.router)

__all__ = ["router"]
