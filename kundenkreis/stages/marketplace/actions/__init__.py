"""Everything that can happen around visits, as sentences."""

from kundenkreis.stages.marketplace.actions.again import (
    avoid,
    book_again,
    favour,
    wish_like,
)
from kundenkreis.stages.marketplace.actions.bookings import accept, book
from kundenkreis.stages.marketplace.actions.concerns import (
    handle_concern,
    raise_concern,
)
from kundenkreis.stages.marketplace.actions.disputes import dispute
from kundenkreis.stages.marketplace.actions.endings import (
    cancel,
    expire,
    refuse,
    withdraw,
)
from kundenkreis.stages.marketplace.actions.extras import (
    consent,
    propose_extra,
    refuse_extra,
)
from kundenkreis.stages.marketplace.actions.firms import assign
from kundenkreis.stages.marketplace.actions.late import say_late
from kundenkreis.stages.marketplace.actions.near import hold_when_near, let_go
from kundenkreis.stages.marketplace.actions.payments import lapse, pay, pay_anew
from kundenkreis.stages.marketplace.actions.photos import (
    add_photo,
    drop_photos,
    remove_photo,
)
from kundenkreis.stages.marketplace.actions.renewing import renew
from kundenkreis.stages.marketplace.actions.replacing import replace
from kundenkreis.stages.marketplace.actions.replies import (
    decide_report,
    reply,
    report,
    restore_review,
)
from kundenkreis.stages.marketplace.actions.requests import (
    ask,
    choose,
    expire_request,
    use_voucher,
)
from kundenkreis.stages.marketplace.actions.reviews import reveal, review
from kundenkreis.stages.marketplace.actions.safety import (
    revoke_verification,
    suspend_helper,
)
from kundenkreis.stages.marketplace.actions.searches import (
    claim,
    go_on,
    pass_by,
    search,
    stop_search,
)
from kundenkreis.stages.marketplace.actions.standstill import close_quiet
from kundenkreis.stages.marketplace.actions.time_proposals import (
    agree,
    decline_times,
    expire_times,
    propose_times,
    withdraw_times,
)
from kundenkreis.stages.marketplace.actions.times import reschedule
from kundenkreis.stages.marketplace.actions.tips import keep_tip, tip
from kundenkreis.stages.marketplace.actions.trips import (
    drop_positions,
    reaffirm,
    remind_of_visit,
    say_called,
    share_position,
    stop_sharing,
)
from kundenkreis.stages.marketplace.actions.visits import (
    close,
    complete,
    depart,
    let_helper_out,
    no_show,
    remind,
    sign_off,
    sign_off_by_code,
    start,
    unsuccessful,
)

__all__ = [
    "accept",
    "add_photo",
    "agree",
    "ask",
    "assign",
    "avoid",
    "book",
    "book_again",
    "cancel",
    "choose",
    "claim",
    "close",
    "close_quiet",
    "complete",
    "consent",
    "decide_report",
    "decline_times",
    "depart",
    "dispute",
    "drop_photos",
    "drop_positions",
    "expire",
    "expire_request",
    "expire_times",
    "favour",
    "go_on",
    "handle_concern",
    "hold_when_near",
    "keep_tip",
    "lapse",
    "let_go",
    "let_helper_out",
    "no_show",
    "pass_by",
    "pay",
    "pay_anew",
    "propose_extra",
    "propose_times",
    "raise_concern",
    "reaffirm",
    "refuse",
    "refuse_extra",
    "remind",
    "remind_of_visit",
    "remove_photo",
    "renew",
    "replace",
    "reply",
    "report",
    "reschedule",
    "restore_review",
    "reveal",
    "review",
    "revoke_verification",
    "say_called",
    "say_late",
    "search",
    "share_position",
    "sign_off",
    "sign_off_by_code",
    "start",
    "stop_search",
    "stop_sharing",
    "suspend_helper",
    "tip",
    "unsuccessful",
    "use_voucher",
    "wish_like",
    "withdraw",
    "withdraw_times",
]
