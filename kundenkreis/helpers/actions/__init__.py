"""Everything that can happen around helpers, as sentences."""

from kundenkreis.helpers.actions.hours import (
    Block,
    change_plan,
    except_day,
    materialise,
    pause,
    resume,
)
from kundenkreis.helpers.actions.membership import (
    change_profile,
    count_review,
    count_visit,
    drop_package,
    enrol,
    leave,
    offer_package,
    record_outcome,
    revoke,
    verify,
)
from kundenkreis.helpers.actions.ranking import (
    drop_explanations,
    explain_ranking,
    set_weights,
)
from kundenkreis.helpers.actions.reservations import (
    check_room,
    extend,
    hold_calendar,
    move,
    release,
    reserve,
)

__all__ = [
    "Block",
    "change_plan",
    "change_profile",
    "check_room",
    "count_review",
    "count_visit",
    "drop_explanations",
    "drop_package",
    "enrol",
    "except_day",
    "explain_ranking",
    "extend",
    "hold_calendar",
    "leave",
    "materialise",
    "move",
    "offer_package",
    "pause",
    "record_outcome",
    "release",
    "reserve",
    "resume",
    "revoke",
    "set_weights",
    "verify",
]
