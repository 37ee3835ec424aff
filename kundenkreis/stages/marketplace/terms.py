"""Who is what to a booking, who may see the address, what a cancellation costs. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kundenkreis.brands.policies import Steps, deadlines, percent_at
from kundenkreis.cases.models import Case
from kundenkreis.core.money import Money
from kundenkreis.people.models import Person, TrustedPerson
from kundenkreis.stages.marketplace.models import (
    ADDRESS_SEEN,
    Booking,
    PayerKind,
    Review,
)
from kundenkreis.stages.marketplace.transitions import (
    CLOCK,
    COMPANION,
    CONFIRMER,
    CUSTOMER,
    DISPATCHER,
    HELPER,
    READER,
    STAFF,
    TRUSTED,
    State,
)

# A helper has this long to answer, and must have answered so long before the visit.
ANSWER_WITHIN = timedelta(hours=12)
ANSWER_BEFORE = timedelta(minutes=30)
# Nobody is expected to answer between these hours, in the brand's zone.
NIGHT_FROM, NIGHT_UNTIL = 21, 9
# Nobody books for sooner than this: the helper must be able to answer and come.
NOTICE = timedelta(hours=1)
# Nor for later: helpers plan twelve weeks, and calendars end.
AHEAD = timedelta(days=366)
# On the provider's page a customer has this long to pay; so long before the visit it ends at the latest.
PAY_WITHIN = timedelta(minutes=30)
PAY_BEFORE = timedelta(minutes=45)
# The price of a regular visit is set aside so long before it; a service that is down is asked again until then.
HOLD_BEFORE, HOLD_PATIENCE = timedelta(days=5), timedelta(days=3)
# Where that fails she has until so long before the visit to pay, at least so long after she was asked.
UNPAID_BEFORE, UNPAID_AT_LEAST = timedelta(hours=24), timedelta(hours=4)
LATE_AFTER = timedelta(minutes=10)
WITHDRAWAL = timedelta(days=14)
# Brands of these countries owe their customers the withdrawal of distance contracts (Directive 2011/83/EU).
WITHDRAWAL_COUNTRIES = ("DE", "AT", "FR", "IT")
# A tip is possible for so long after the visit, from one to two hundred francs or euros.
TIP_WITHIN = timedelta(days=30)
LEAST_TIP, MOST_TIP = 100, 20_000
REMINDED_AFTER = timedelta(days=1)
CLOSED_AFTER = timedelta(days=7)
CODE_TRIES = 5

# A helper who cancels later than so long before leaves the customer little time to find another.
SHORT_NOTICE = timedelta(hours=24)
# More time during a visit comes in these steps, and only so many things are added to one visit.
MORE_TIME = (15, 30, 45, 60)
MOST_EXTRAS = 10

# Why a visit ended without success, by stable words.
UNSUCCESSFUL = {
    "part_missing": _l("A part is missing."),
    "device_broken": _l("The device is broken."),
    "line_fault": _l("The fault is in the line, outside the home."),
    "needs_expert": _l("It needs someone with other skills."),
    "no_access": _l("A password or a key was missing."),
    "not_enough_time": _l("The time was not enough."),
    "other": _l("Another reason"),
}

# Why a helper cannot come, in one tap; none of them counts against her.
DECLINED = {
    "no_time": _l("No time then"),
    "too_far": _l("Too far away"),
    "not_my_field": _l("Not my field"),
    "other": _l("Another reason"),
}

SEES_ADDRESS = (State.CONFIRMED, State.ON_THE_WAY, State.IN_PROGRESS)
DONE = (State.COMPLETED, State.CLOSED)


def sides(
    person: Person | None,
    booking: Booking,
    *,
    staff: bool,
    trust: Sequence[TrustedPerson] = (),
    dispatcher: bool = False,
    along: bool = False,
) -> set[str]:
    """What the person is to this booking; None is the clock. `trust`: by what she acts for the customer.

    `dispatcher`: she speaks for the firm whose visit it is. `along`: she is its second technician.
    """
    if person is None:
        return {CLOCK}
    # Nobody vouches for the work she or her firm is paid for: an agent who helps here is a helper only.
    earns = dispatcher or along or booking.helper.person_id == person.pk
    found = {
        DISPATCHER: dispatcher,
        CUSTOMER: booking.customer_id == person.pk,
        HELPER: booking.helper.person_id == person.pk,
        COMPANION: along,
        STAFF: staff and not earns,
        # Nor does a helper act for the customer of her own visit.
        TRUSTED: any(row.may_book for row in trust) and not earns,
        CONFIRMER: any(row.may_confirm for row in trust) and not earns,
        READER: bool(trust) and not earns,
    }
    return {side for side, is_one in found.items() if is_one}


def firm_answers(booking: Booking, name: str, sides: set[str]) -> bool:
    """Whether this step is the dispatcher's to take and not these sides': in a firm she says who comes, or no."""
    if booking.firm_id is None:
        return False
    return name == "accept" or (name == "refuse" and DISPATCHER not in sides)


def may_order(person: Person, case: Case, *, staff: bool, trusted: bool) -> bool:
    """Book a visit for this case."""
    return staff or trusted or case.customer_id == person.pk


def may_see_address(sides: set[str], booking: Booking, *, at: datetime) -> bool:
    """The customer, who books for her, who speaks for the brand; the helper from acceptance until a day after."""
    if sides & {CUSTOMER, STAFF, TRUSTED}:
        return True
    done_at = booking.visit.completed_at
    return bool(sides & {HELPER, COMPANION}) and (
        booking.state in SEES_ADDRESS
        or (booking.state in DONE and done_at is not None and at < done_at + ADDRESS_SEEN)
    )


def answer_by(starts_at: datetime, *, zone: ZoneInfo, at: datetime) -> datetime:
    """Until when the helper must have answered: in 12 hours, not at night, before the visit."""
    deadline = (at + ANSWER_WITHIN).astimezone(zone)
    if deadline.hour >= NIGHT_FROM:
        deadline += timedelta(days=1)
    if deadline.hour >= NIGHT_FROM or deadline.hour < NIGHT_UNTIL:
        deadline = deadline.replace(hour=NIGHT_UNTIL, minute=0, second=0, microsecond=0)
    return min(deadline, starts_at - ANSWER_BEFORE)


def pay_by(starts_at: datetime, *, at: datetime) -> datetime:
    """Until when the time is kept for who is paying now: 30 minutes, and 45 before the visit."""
    return min(at + PAY_WITHIN, starts_at - PAY_BEFORE)


def hold_at(starts_at: datetime, *, at: datetime) -> datetime:
    """From when on the price of a regular visit is set aside: five days before it, or now."""
    return max(at, starts_at - HOLD_BEFORE)


def unpaid_until(booking: Booking) -> datetime:
    """Until when a regular visit that is near must be paid: 24 hours before it, at least four hours to do it."""
    asked, starts_at = booking.pay_asked_at, booking.starts_at
    least = min(asked + UNPAID_AT_LEAST, starts_at - PAY_BEFORE) if asked else starts_at - UNPAID_BEFORE  # fmt: skip
    return max(starts_at - UNPAID_BEFORE, least)


def free_until(booking: Booking) -> datetime | None:
    """Until when the customer may cancel an accepted visit free of charge; None: it never was free."""
    free = [
        until
        for until, percent in deadlines(booking.cancellation, starts_at=booking.starts_at)
        if until and percent == 0
    ]
    return max(free, default=None)


def cancellation_cost(booking: Booking, *, helper: bool, at: datetime) -> Money:
    """What the customer loses when it is cancelled now. Nothing when the helper cancels."""
    if helper or booking.state == State.HELD:
        return Money(0, booking.currency)
    percent = percent_at(booking.cancellation, starts_at=booking.starts_at, at=at)
    return booking.money.share(percent)


def cancellation_steps(
    steps: Steps, *, starts_at: datetime, price: Money
) -> list[tuple[datetime | None, Money]]:
    """Exact moments and amounts: until when cancelling costs how much; the last has no end."""
    return [
        (until, price.share(percent))
        for until, percent in deadlines(steps, starts_at=starts_at)
    ]


def may_withdraw(booking: Booking, *, at: datetime) -> bool:
    """The statutory withdrawal from a distance contract: 14 days, not once the visit has begun."""
    return (
        booking.brand.country in WITHDRAWAL_COUNTRIES
        and at <= booking.made_at + WITHDRAWAL
        and booking.state in (State.HELD, State.CONFIRMED)
    )


def review_open(booking: Booking, *, at: datetime) -> bool:
    """Whether one may still review: from completion, for 14 days."""
    done_at = booking.visit.completed_at
    return done_at is not None and booking.state in DONE and at < done_at + Review.WINDOW


def may_answer_extra(sides: set[str], booking: Booking) -> bool:
    """Who pays decides: the customer, whom she lets agree, or staff on her word; staff alone when the company pays."""
    if booking.payer == PayerKind.COMPANY:
        return STAFF in sides
    return bool(sides & {CUSTOMER, STAFF, CONFIRMER})


def price_of_time(booking: Booking, minutes: int) -> Money:
    """More time costs what the package costs for as long, rounded half up to the minor unit."""
    whole = int(booking.package.duration.total_seconds() // 60)
    exact = Decimal(booking.price) * minutes / whole
    return Money(
        int(exact.quantize(Decimal(1), rounding="ROUND_HALF_UP")), booking.currency
    )


def words_of_time(minutes: int, languages: Sequence[str]) -> dict[str, str]:
    """`30 minutes more` in each of these languages, kept with what was agreed."""
    words = {}
    for language in languages:
        with translation.override(language):
            words[language] = _("{minutes} minutes more").format(minutes=minutes)
    return words


def sign_off_code(booking: Booking) -> str:
    """Five digits that the customer may tell the helper; derived from our secret, stored nowhere."""
    digest = salted_hmac("kundenkreis.sign-off", str(booking.pk), algorithm="sha256")
    return f"{int(digest.hexdigest(), 16) % 100_000:05}"


def tip_subject(booking: Booking) -> str:
    """The tip's name in the ledger."""
    return f"{booking.subject}:tip"


def no_tip(booking: Booking, *, at: datetime) -> str:
    """Why no tip is possible now, as a stable word; empty: it is."""
    if booking.state != State.CLOSED:
        return "wrong_state"
    return "too_late" if at > booking.ends_at + TIP_WITHIN else ""
