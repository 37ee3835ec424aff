"""API of this room, by noun."""

from kundenkreis.stages.marketplace.api.visits import router

__all__ = ["router"]
