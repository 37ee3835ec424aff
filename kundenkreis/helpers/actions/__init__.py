"""Everything that can happen around helpers, as sentences."""

from kundenkreis.helpers.actions.calendars import (
    add_calendar,
    call_for_reading,
    end_feed,
    make_feed,
    read_calendar,
    remove_calendar,
)
from kundenkreis.helpers.actions.hours import (
    Block,
    change_plan,
    except_day,
    go_away,
    materialise,
    pause,
    resume,
    say_today,
)
from kundenkreis.helpers.actions.imports import import_helpers
from kundenkreis.helpers.actions.membership import (
    change_profile,
    count_visit,
    drop_package,
    enrol,
    leave,
    offer_package,
    revoke,
    verify,
)
from kundenkreis.helpers.actions.ranking import (
    drop_explanations,
    explain_ranking,
    set_weights,
)
from kundenkreis.helpers.actions.rates import allow_rates, ask_rate
from kundenkreis.helpers.actions.reservations import (
    check_free,
    check_move,
    check_room,
    extend,
    hold_calendar,
    keep,
    move,
    release,
    reserve,
    reserve_held,
)
from kundenkreis.helpers.actions.skills import say_skills
from kundenkreis.helpers.actions.standing import (
    answer_contest,
    contest,
    count_review,
    record_outcome,
    strike_outcome,
)

__all__ = [
    "Block",
    "add_calendar",
    "allow_rates",
    "answer_contest",
    "ask_rate",
    "call_for_reading",
    "change_plan",
    "change_profile",
    "check_free",
    "check_move",
    "check_room",
    "contest",
    "count_review",
    "count_visit",
    "drop_explanations",
    "drop_package",
    "end_feed",
    "enrol",
    "except_day",
    "explain_ranking",
    "extend",
    "go_away",
    "hold_calendar",
    "import_helpers",
    "keep",
    "leave",
    "make_feed",
    "materialise",
    "move",
    "offer_package",
    "pause",
    "read_calendar",
    "record_outcome",
    "release",
    "remove_calendar",
    "reserve",
    "reserve_held",
    "resume",
    "revoke",
    "say_skills",
    "say_today",
    "set_weights",
    "strike_outcome",
    "verify",
]
