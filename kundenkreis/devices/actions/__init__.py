"""Everything that can happen to devices: keys, reports, help that did not help."""

from kundenkreis.devices.actions.making import (
    fetch,
    make,
    revoke,
    revoke_all,
    set_screen,
)
from kundenkreis.devices.actions.reporting import admit, gone, not_helped, report, tidy

__all__ = [
    "admit",
    "fetch",
    "gone",
    "make",
    "not_helped",
    "report",
    "revoke",
    "revoke_all",
    "set_screen",
    "tidy",
]
