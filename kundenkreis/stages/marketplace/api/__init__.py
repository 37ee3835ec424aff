"""API of this room, by noun."""

from kundenkreis.stages.marketplace.api import extras
from kundenkreis.stages.marketplace.api.visits import router

router.add_router("", extras.router)

__all__ = ["router"]
