"""Everything that can happen to what others wrote, as sentences."""

from kundenkreis.moderation.actions.admitting import (
    admit,
    admit_vote,
    look_over,
    note,
    screen,
)
from kundenkreis.moderation.actions.appeals import decide_appeal, object_to
from kundenkreis.moderation.actions.decisions import (
    claim,
    hide,
    keep,
    mend,
    remove,
    restore,
    suspend,
    warn,
)
from kundenkreis.moderation.actions.flags import flag
from kundenkreis.moderation.actions.notices import report_content
from kundenkreis.moderation.actions.people import suspend_person, warn_person
from kundenkreis.moderation.actions.suspending import agree, lift
from kundenkreis.moderation.actions.tuning import erase, tune

__all__ = [
    "admit", "admit_vote", "agree", "claim", "decide_appeal", "erase", "flag", "hide", "keep", "lift", "look_over", "mend", "note", "object_to", "remove", "report_content", "restore", "screen",
    "suspend", "suspend_person", "tune", "warn", "warn_person",
]  # fmt: skip
