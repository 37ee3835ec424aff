"""Everything that may happen to a booking, as data. One truth for code, database, API and tests.

The database has the same rows in `kundenkreis_transition` and lets a booking's history follow
no others. A guard names what else must hold; a notice names who is told, by its kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a booking is."""

    HELD = "held", _("waiting for the helper's word")
    CONFIRMED = "confirmed", _("confirmed")
    ON_THE_WAY = "on_the_way", _("on the way")
    IN_PROGRESS = "in_progress", _("in progress")
    COMPLETED = "completed", _("completed")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined by the helper")
    EXPIRED = "expired", _("not answered in time")
    CANCELLED = "cancelled", _("cancelled")
    NO_SHOW = "no_show", _("nobody came")
    UNSUCCESSFUL = "unsuccessful", _("without success")


# While a booking is in one of these, its slot stands in the helper's calendar.
LIVE = (State.HELD, State.CONFIRMED, State.ON_THE_WAY, State.IN_PROGRESS)
# Before somebody stands at the door there are no extras, photos, reviews.
AHEAD = (State.HELD, State.CONFIRMED, State.ON_THE_WAY)
# Before it has a state.
NOTHING = "-"

CUSTOMER, HELPER, STAFF, CLOCK = "customer", "helper", "staff", "clock"
# Who acts for the customer and may book; and who only reads along. A reader does nothing.
TRUSTED, READER = "trusted", "reader"
# Who says which technician of a firm comes.
DISPATCHER = "dispatcher"
# Who goes along where two come; does nothing alone.
COMPANION = "companion"
# A trusted person whom the customer also lets agree to extras and sign off.
CONFIRMER = "confirmer"
# What a trusted person may do for the customer.
FOR_HER = ("book", "order", "reschedule", "agree", "cancel", "withdraw", "dispute")


# What else must hold, by the name that the table gives it.
GUARDS = {
    "slot_free": "the helper's calendar has room, inside her hours and with every check the package asks for",
    "first_of_a_wave": "several helpers were asked, and nobody said yes before; the calendar is asked again",
    "series_accepted": "the helper has said yes to the series; her calendar is asked again, and the price is not higher",
    "before_deadline": "the time to answer is not over",
    "after_deadline": "the time to answer is over",
    "technician_fits": "the technician is one of the firm's, free at that time and checked for the service",
    "time_proposed": "the other side asked for this time, and the helper's calendar still has room",
    "fourteen_days": "the law of the brand's country gives a withdrawal, and 14 days have not passed",
    "code_word": "the helper says the customer's word; five wrong words close the door to all but staff",
    "ten_minutes_late": "it is ten minutes after the agreed time",
    "sign_off_code": "the helper types the customer's five digits; after five wrong ones no more",
    "money_held": "the provider answers that the money is held",
    "unpaid": "the time to pay is over, and the provider holds no money",
    "within_days": "the brand's days after completion are not over, and nobody has objected",
    "week_passed": "seven days after completion nobody has said anything",
}
# What changes besides the state, and each is tried by `test_transitions.py`.
EFFECTS = {
    "slot_reserved": "the time stands in the helper's calendar",
    "slot_freed": "the time is free in the helper's calendar again",
    "price_held": "the price is set aside",
    "price_waits": "the price is set aside five days before the visit",
    "payment_begun": "a page of the provider's waits for the customer",
    "payment_closed": "the provider's page takes no money any more",
    "money_back": "everything goes back to the payer",
    "cost_settled": "what cancelling costs goes to the helper less commission, the rest back",
    "money_frozen": "what the helper earned with it waits until the objection is decided",
    "helper_paid": "price and agreed extras go to the helper less commission",
    "helper_let_in": "the helper sees case and address",
    "helper_let_out": "the helper sees the case no longer",
    "asked_again": "a new offer with a new deadline is put before the helper",
    "wish_open": "the customer may choose someone else",
    "window_said": "between when and when the helper comes",
    "place_deleted": "where the helper was is deleted",
    "extras_lapse": "extras that nobody answered are not charged",
}
_ENDED = ("slot_freed", "helper_let_out")
EFFECTS_OF: dict[str, tuple[str, ...]] = {
    "book": ("slot_reserved", "price_held"),
    "claim": ("slot_reserved", "helper_let_in"),
    "renew": ("slot_reserved", "price_waits", "helper_let_in"),
    "order": ("slot_reserved", "payment_begun"),
    "pay": ("price_held", "asked_again"),
    "lapse": ("payment_closed", "wish_open", *_ENDED),
    "let_go": ("payment_closed", *_ENDED),
    "accept": ("helper_let_in",),
    "assign": ("slot_reserved", "helper_let_in"),
    "refuse": ("money_back", "wish_open", *_ENDED),
    "expire": ("money_back", "wish_open", *_ENDED),
    "reschedule": ("slot_reserved", "asked_again"),
    "agree": ("slot_reserved", "helper_let_in"),
    "cancel": ("cost_settled", "place_deleted", *_ENDED),
    "withdraw": ("money_back", *_ENDED),
    "depart": ("window_said",),
    "start": ("place_deleted",),
    "complete": ("extras_lapse", "slot_freed"),
    "unsuccessful": ("extras_lapse", "money_back", *_ENDED),
    "no_show": ("cost_settled", "place_deleted", *_ENDED),
    "sign_off": ("helper_paid",),
    "sign_off_by_code": ("helper_paid",),
    "close": ("helper_paid",),
    "dispute": ("money_frozen",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One thing that may happen. Staff acts for a customer on the telephone."""

    name: str
    start: str
    end: State
    actors: frozenset[str]
    # The noun in `POST /bookings/{id}/<noun>/`; empty for the clock.
    noun: str = ""
    # What must hold besides, and what changes besides the state: names of `GUARDS` and `EFFECTS`.
    guard: str = ""
    effects: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def _for_her(name: str) -> set[str]:
    if name == "sign_off":
        return {CONFIRMER}
    return {TRUSTED} if name in FOR_HER else set()


def _rows() -> Sequence[Transition]:
    S = State  # noqa: N806 - a table wants short names
    asker, anyone = {CUSTOMER, STAFF}, {CUSTOMER, HELPER, STAFF}
    table: list[tuple[str, str, State, set[str], str, str, str]] = [
        # name, from, to, actors, noun, guard, notices
        ("book", NOTHING, S.HELD, asker, "", "slot_free", "visit_asked booking_made"),
        ("claim", NOTHING, S.CONFIRMED, {HELPER}, "", "first_of_a_wave", "visit_accepted"),
        ("renew", NOTHING, S.CONFIRMED, {CLOCK}, "", "series_accepted", ""),
        ("order", NOTHING, S.HELD, asker, "", "slot_free", "payment_awaited"),
        ("pay", S.HELD, S.HELD, {CLOCK}, "", "money_held", "visit_asked booking_made"),
        ("lapse", S.HELD, S.EXPIRED, {CLOCK}, "", "unpaid", "payment_missed"),
        ("let_go", S.CONFIRMED, S.CANCELLED, {CLOCK}, "", "unpaid", "visit_unpaid visit_called_off"),
        ("accept", S.HELD, S.CONFIRMED, {HELPER}, "acceptance", "before_deadline", "visit_accepted"),
        ("assign", S.HELD, S.CONFIRMED, {DISPATCHER}, "", "technician_fits", "technician_named technician_assigned"),
        ("assign", S.CONFIRMED, S.CONFIRMED, {DISPATCHER}, "", "technician_fits", "technician_named technician_assigned"),
        ("refuse", S.HELD, S.DECLINED, {HELPER, DISPATCHER}, "refusal", "", "visit_declined"),
        ("expire", S.HELD, S.EXPIRED, {CLOCK}, "", "after_deadline", "visit_expired request_missed"),
        ("reschedule", S.HELD, S.HELD, asker, "reschedule", "slot_free", "visit_moved booking_moved"),
        ("reschedule", S.CONFIRMED, S.HELD, asker, "reschedule", "slot_free", "visit_moved booking_moved"),
        ("agree", S.HELD, S.CONFIRMED, anyone, "", "time_proposed", "time_agreed time_agreed_helper"),
        ("agree", S.CONFIRMED, S.CONFIRMED, anyone, "", "time_proposed", "time_agreed time_agreed_helper"),
        ("cancel", S.HELD, S.CANCELLED, asker, "cancellation", "", "visit_cancelled visit_called_off"),
        ("cancel", S.CONFIRMED, S.CANCELLED, anyone, "cancellation", "", "visit_cancelled visit_called_off"),
        ("cancel", S.ON_THE_WAY, S.CANCELLED, anyone, "cancellation", "", "visit_cancelled visit_called_off"),
        ("withdraw", S.HELD, S.CANCELLED, asker, "withdrawal", "fourteen_days", "visit_cancelled visit_called_off"),
        ("withdraw", S.CONFIRMED, S.CANCELLED, asker, "withdrawal", "fourteen_days", "visit_cancelled visit_called_off"),
        ("depart", S.CONFIRMED, S.ON_THE_WAY, {HELPER}, "departure", "", "helper_on_the_way"),
        ("start", S.ON_THE_WAY, S.IN_PROGRESS, {HELPER, STAFF}, "start", "code_word", ""),
        ("complete", S.IN_PROGRESS, S.COMPLETED, {HELPER}, "completion", "", "visit_completed"),
        ("unsuccessful", S.IN_PROGRESS, S.UNSUCCESSFUL, {HELPER}, "unsuccessful", "", "visit_unsuccessful"),
        ("no_show", S.CONFIRMED, S.NO_SHOW, asker, "no-show", "ten_minutes_late", "visit_missed no_show_noted"),
        ("no_show", S.ON_THE_WAY, S.NO_SHOW, anyone, "no-show", "ten_minutes_late", "visit_missed no_show_noted"),
        ("sign_off", S.COMPLETED, S.CLOSED, asker, "sign-off", "", "visit_signed_off"),
        ("sign_off_by_code", S.COMPLETED, S.CLOSED, {HELPER}, "sign-off-code", "sign_off_code", "visit_signed_off"),
        ("dispute", S.COMPLETED, S.CLOSED, anyone, "disputes", "within_days", ""),
        ("dispute", S.CLOSED, S.CLOSED, anyone, "disputes", "within_days", ""),
        ("close", S.COMPLETED, S.CLOSED, {CLOCK}, "", "week_passed", "visit_signed_off"),
    ]  # fmt: skip
    return [
        Transition(
            name=name,
            start=str(start),
            end=end,
            actors=frozenset(actors | _for_her(name)),
            noun=noun,
            guard=guard,
            effects=EFFECTS_OF.get(name, ()),
            notices=tuple(notices.split()),
        )
        for name, start, end, actors, noun, guard, notices in table
    ]


TRANSITIONS: Sequence[Transition] = _rows()


def actors_of(name: str) -> frozenset[str]:
    """Who may ever do this."""
    return frozenset().union(*(t.actors for t in TRANSITIONS if t.name == name))


def transition(name: str, start: str) -> Transition | None:
    """What `name` means for a booking in this state; None when it means nothing."""
    return next((t for t in TRANSITIONS if (t.name, t.start) == (name, start)), None)


def allowed(state: str, actors: set[str]) -> list[Transition]:
    """What these actors may do with a booking in this state, by an endpoint."""
    return [t for t in TRANSITIONS if t.start == state and t.noun and t.actors & actors]
