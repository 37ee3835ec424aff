"""Booking a visit, the helper's answer, moving it, calling it off."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import text as texts
from kundenkreis.core.geo import distance_m
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import Helper, HelperBrand, Slot
from kundenkreis.ledger.ways import is_hosted
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import trust_of
from kundenkreis.stages.marketplace import queries, terms
from kundenkreis.stages.marketplace.actions import money, moving, requests
from kundenkreis.stages.marketplace.models import (
    Booking,
    Offer,
    PayerKind,
    Request,
    Visit,
)
from kundenkreis.stages.marketplace.transitions import (
    HELPER,
    NOTHING,
    State,
    Transition,
    transition,
)


@transaction.atomic
def book(
    case: Case,
    *,
    package: ServicePackage,
    helper: Helper | None = None,
    starts_at: datetime,
    postal_code: str,
    address: dict[str, str],
    payer: str = PayerKind.CUSTOMER,
    payment: str = "",
    means: str = "",
    back: str = "",
    note: str | None = None,
    shown_price: int | None = None,
    by: Person,
    at: datetime,
) -> Booking:
    """The visit is ordered: the helper's time reserved, the price set aside, the helper asked.

    `address` holds street, name and phone, and may hold details and email. Without a helper, the
    best one who is free then is asked. `shown_price`, where given, must still be right.
    `payment`: one of the brand's ways to pay (empty: its first); if it has a page of its own, the
    time is kept until `pay_by`, the helper is asked once she has paid, and `back` is the address
    (scheme and host) to which that page returns.

    :raises Refused: `slot_taken`, `not_available`, `not_verified`, `not_offered`, `outside_area`,
        `too_soon`, `price_changed`, `own_visit`, `payment_declined`, `case_closed`, `wrong_state`.
    :raises ProviderDown: nothing was charged, the wish is as it was.
    :raises Invalid: `unknown_postal_code`, `empty`, `bad_email`, `unknown_provider`.
    """
    request = requests.ask(
        case, package=package, postal_code=postal_code, note=note, by=by, at=at
    )
    request = requests.choose(request, address=address, by=by, at=at)
    case = request.case
    if case.customer.is_guest and not trust_of(by, case.customer_id, case=case.pk):
        # Who has no account is told at the address given here; nothing else is known of her.
        reach = {name: address.get(name, "") for name in ("name", "email", "phone")}
        cases.leave_contact(case, **reach, by=by, at=at)
    elif not case.customer.phone:
        # Where her SMS go; a number she gave before stays.
        people.leave_contact(case.customer, phone=address.get("phone", ""), by=by, at=at)
    considered = _who_is_free(request, package, starts_at, at=at)
    helper = helper or _first_of(considered)
    slot = reserved(request, package, helper, starts_at, by=by, at=at)
    request = requests.choose(request, helper=helper, starts_at=starts_at, by=by, at=at)
    price = price_as_shown(request, shown_price)
    way = money.way_to_pay(request.brand, payment, payer=payer, price=price)
    deadline = terms.answer_by(starts_at, zone=request.brand.zone, at=at)
    offer = Offer.objects.create(
        request=request, helper=helper, starts_at=starts_at, made_at=at, answer_by=deadline
    )
    booking = Booking(
        request=request, offer=offer, case=case, package=package, helper=helper, slot=slot,
        customer=case.customer, during=slot.visit, price=price, payer=payer, seq=1,
        currency=request.brand.currency, state=State.HELD, accept_by=deadline,
        pay_by=terms.pay_by(starts_at, at=at) if is_hosted(way) else None,
        made_at=at, made_by=by, cancellation=package.cancellation,
    )  # fmt: skip
    requests.booked(request, by=by, at=at)
    booking.attempt = cases.begin(
        case, stage="marketplace", subject=booking.subject, by=by, at=at
    )
    booking.save(force_insert=True)
    Visit.objects.create(booking=booking)
    sides = queries.sides_of(by, booking, at=at)
    step = _booking("order" if booking.awaits_payment else "book")
    moving.record(booking, step, actor=min(sides & step.actors), by=by, at=at)
    moving.tell(booking, step, by=by, at=at)
    helpers.explain_ranking(
        subject=booking.subject, matches=considered, package=package, asked={helper.pk}, by=by, at=at
    )  # fmt: skip
    money.set_aside(booking, way=way, means=means, back=back, by=by, at=at)
    return booking


@transaction.atomic
def accept(booking: Booking, *, by: Person, at: datetime) -> Booking:
    """The helper comes. From now on she sees the address and the case.

    :raises Refused: `wrong_state`, `too_late`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "accept", by=by, at=at)
    if at >= booking.accept_by:
        raise Refused("too_late", _("The time to answer is over. The customer was told."))
    _answer(booking, Offer.Answer.ACCEPTED, at=at)
    requests.finish(booking.request, Request.State.ACCEPTED, at=at)
    cases.let_in(booking.case, booking.helper.person, role="helper", by=by, at=at)
    return moving.move(booking, step, by=by, at=at)


@transaction.atomic
def refuse(booking: Booking, *, reason: str = "", by: Person, at: datetime) -> Booking:
    """The helper cannot come; the customer has her money back and chooses again.

    :raises Refused: `wrong_state`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "refuse", by=by, at=at)
    return unanswered(booking, step, Offer.Answer.DECLINED, reason=reason, by=by, at=at)


@transaction.atomic
def expire(booking: Booking, *, by: None = None, at: datetime) -> Booking:
    """The helper did not answer in time; doing it twice, or after her answer, changes nothing."""
    booking = moving.locked(booking)
    step = transition("expire", booking.state)
    if not step or at < booking.accept_by or booking.awaits_payment:
        return booking
    return unanswered(booking, step, Offer.Answer.EXPIRED, reason="", by=None, at=at)


@transaction.atomic
def reschedule(
    booking: Booking, *, starts_at: datetime, by: Person, at: datetime
) -> Booking:
    """The same visit at another time; the helper is asked again.

    :raises Refused: `wrong_state`, `too_soon`, and as `book` for the new time.
    """
    helpers.hold_calendar(booking.helper)
    booking = moving.locked(booking)
    step = moving.allowed(booking, "reschedule", by=by, at=at)
    _soon_enough(starts_at, at=at)
    assert booking.slot is not None, "a live booking has its slot"
    slot = helpers.move(booking.slot, starts_at=starts_at, by=by, at=at)
    deadline = terms.answer_by(starts_at, zone=booking.brand.zone, at=at)
    _answer(booking, Offer.Answer.WITHDRAWN, at=at)
    booking.offer = Offer.objects.create(
        request=booking.request, helper=booking.helper, starts_at=starts_at, made_at=at, answer_by=deadline
    )  # fmt: skip
    booking.during, booking.accept_by = slot.visit, deadline
    booking.save(update_fields=["offer", "during", "accept_by"])
    moving.note(booking, reaffirmed_at=None)
    return moving.move(booking, step, by=by, at=at)


@transaction.atomic
def cancel(booking: Booking, *, reason: str = "", by: Person, at: datetime) -> Booking:
    """One side calls the visit off. The cost under the brand's rules was shown before.

    :raises Refused: `wrong_state`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "cancel", by=by, at=at)
    by_helper = queries.sides_of(by, booking, at=at) & step.actors == {HELPER}
    kept = terms.cancellation_cost(booking, helper=by_helper, at=at)
    if by_helper:
        _note_cancellation(booking, by=by, at=at)
    why = "helper_cancelled" if by_helper else "customer_cancelled"
    return call_off(booking, step, kept=kept, why=why, reason=reason, by=by, at=at)


@transaction.atomic
def withdraw(booking: Booking, *, by: Person, at: datetime) -> Booking:
    """The statutory withdrawal from the contract: everything goes back.

    :raises Refused: `wrong_state`, `no_withdrawal` where or when the law gives none.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "withdraw", by=by, at=at)
    if not terms.may_withdraw(booking, at=at):
        raise Refused(
            "no_withdrawal",
            _("There is no right of withdrawal for this visit. You can cancel it instead."),
        )
    nothing = Money(0, booking.currency)
    return call_off(booking, step, kept=nothing, why="contract_withdrawn", reason="", by=by, at=at)  # fmt: skip


def _booking(name: str) -> Transition:
    step = transition(name, NOTHING)
    assert step is not None
    return step


def _who_is_free(
    request: Request, package: ServicePackage, starts_at: datetime, *, at: datetime
) -> Sequence[Match]:
    """Everyone who could come then, best first."""
    return (request.point and queries.suggestions(
        package=package, point=request.point, brand=request.brand, from_=starts_at,
        until=starts_at.replace(microsecond=1), but_not=request.case.customer, limit=20, at=at,
    )) or []  # fmt: skip


def _first_of(considered: Sequence[Match]) -> Helper:
    if not considered:
        raise Refused("slot_taken", _("Nobody is free at this time. Please choose another one."))  # fmt: skip
    return considered[0].helper


def reserved(
    request: Request,
    package: ServicePackage,
    helper: Helper,
    starts_at: datetime,
    *,
    by: Person,
    at: datetime,
) -> Slot:
    """The helper's time, if she may be sent there and then."""
    _soon_enough(starts_at, at=at)
    if helper.person_id in (request.case.customer_id, by.pk):
        raise Refused(
            "own_visit", _("You cannot book yourself. Please choose someone else.")
        )
    place = request.point
    if place is None or distance_m(place, helper.point) > helper.radius_km * 1000:
        raise Refused(
            "outside_area",
            _("This helper does not come to your area. Please choose someone else."),
        )
    return helpers.reserve(helper, package, starts_at=starts_at, by=by, at=at)


def _soon_enough(starts_at: datetime, *, at: datetime) -> None:
    if starts_at < at + terms.NOTICE:
        raise Refused(
            "too_soon",
            _("This time is too close. Please choose one in an hour or later."),
        )
    if starts_at > at + terms.AHEAD:
        raise Refused("not_available", _("Nobody plans so far ahead. Please choose an earlier time."))  # fmt: skip


def price_as_shown(request: Request, shown: int | None) -> int:
    now = request.price or 0
    if shown is not None and shown != now:
        price = Money(now, request.brand.currency)
        raise Refused(
            "price_changed",
            _("The price has changed to {price}. Please look at it again.").format(
                price=price.text()
            ),
        )
    return now


def _answer(
    booking: Booking, answer: Offer.Answer, *, reason: str = "", at: datetime
) -> None:
    offer = booking.offer
    if not offer.answer:
        offer.answer, offer.reason, offer.answered_at = answer, reason, at
        offer.save(update_fields=["answer", "reason", "answered_at"])


def unanswered(
    booking: Booking,
    step: Transition,
    answer: Offer.Answer,
    *,
    reason: str,
    by: Person | None,
    at: datetime,
) -> Booking:
    """No visit with this helper: all money back, the wish is open again.

    For actions of this package that checked the step already.
    """
    reason = texts.tidy(reason)[:300]
    _answer(booking, answer, reason=reason, at=at)
    requests.open_again(booking.request)
    _no_visit(booking, kept=Money(0, booking.currency), why=f"helper_{answer.value}", by=by, at=at)  # fmt: skip
    return moving.move(booking, step, reason=reason, by=by, at=at)


def call_off(
    booking: Booking,
    step: Transition,
    *,
    kept: Money,
    why: str,
    reason: str,
    by: Person,
    at: datetime,
) -> Booking:
    """Called off by somebody who may: `kept` stays with the helper, the wish ends.

    For actions that checked the step already; nobody outside this package calls it.
    """
    _answer(booking, Offer.Answer.WITHDRAWN, at=at)
    requests.finish(booking.request, Request.State.WITHDRAWN, at=at)
    _no_visit(booking, kept=kept, why=why, by=by, at=at)
    return moving.move(booking, step, reason=texts.tidy(reason)[:300], by=by, at=at)


def _no_visit(
    booking: Booking, *, kept: Money, why: str, by: Person | None, at: datetime
) -> None:
    money.settle(booking, kept=kept, reason=why, by=by, at=at)
    moving.call_off_attempt(booking, by=by, at=at)
    moving.let_out(booking, by=by, at=at)


def _note_cancellation(booking: Booking, *, by: Person, at: datetime) -> None:
    """A helper who calls off an agreed visit hurts her standing, on short notice twice as much."""
    member = HelperBrand.objects.filter(helper=booking.helper).first()
    if member:
        late = at > booking.starts_at - terms.SHORT_NOTICE
        helpers.record_outcome(
            member, "late_cancellation", subject=booking.subject, outcome=0 if late else 0.5, by=by, at=at
        )  # fmt: skip
