"""What managers may change about the offer."""

from kundenkreis.offer.actions.ladder import set_ladder
from kundenkreis.offer.actions.prices import begin_price, set_price, take_price_back
from kundenkreis.offer.actions.services import (
    add_service,
    set_checks,
    set_contents,
    set_length,
    set_name,
    set_needs,
    set_offered,
    set_persons,
    set_topics,
)

__all__ = [
    "add_service",
    "begin_price",
    "set_checks",
    "set_contents",
    "set_ladder",
    "set_length",
    "set_name",
    "set_needs",
    "set_offered",
    "set_persons",
    "set_price",
    "set_topics",
    "take_price_back",
]
