"""API of this room, by noun."""

from kundenkreis.stages.marketplace.api import (
    again,
    concerns,
    disputes,
    extras,
    firms,
    refunds,
    safety,
    time_proposals,
    tips,
    trips,
    work,
)
from kundenkreis.stages.marketplace.api import vouchers as _vouchers  # noqa: F401 - adds to the router
from kundenkreis.stages.marketplace.api import wishes as _wishes  # noqa: F401 - adds to the router
from kundenkreis.stages.marketplace.api.visits import router
from kundenkreis.stages.marketplace.reviews import api as reviews

router.add_router("", extras.router)
router.add_router("", tips.router)
router.add_router("", work.router)
router.add_router("", trips.router)
router.add_router("", time_proposals.router)
router.add_router("", again.router)
router.add_router("", concerns.router)
router.add_router("", safety.router)
router.add_router("", reviews.router)
router.add_router("", disputes.router)
router.add_router("", firms.router)
router.add_router("", refunds.router)

__all__ = ["router"]
