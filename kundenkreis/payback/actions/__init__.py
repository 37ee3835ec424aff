"""What can happen to payback: managers set it, the clock closes months, members redeem."""

from kundenkreis.payback.actions.closing import close_month
from kundenkreis.payback.actions.redeeming import lapse, redeem
from kundenkreis.payback.actions.setting import (
    name_organisation,
    set_organisation,
    set_terms,
)

__all__ = [
    "close_month",
    "lapse",
    "name_organisation",
    "redeem",
    "set_organisation",
    "set_terms",
]
