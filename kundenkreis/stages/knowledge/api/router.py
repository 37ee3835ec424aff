"""One router: reading and writing share addresses."""

from ninja import Router

router = Router(tags=["knowledge"])
