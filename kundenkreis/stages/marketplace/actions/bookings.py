"""Booking a visit, and the helper's yes."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.core.statements import insert
from kundenkreis.core.transactions import one_transaction
from kundenkreis.firms import actions as firms
from kundenkreis.firms.models import Firm
from kundenkreis.firms.queries import firms_of
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.matching import Ranked
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.ledger.ways import is_hosted
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import trust_of
from kundenkreis.stages.marketplace import pairs, queries, terms, who_is_free
from kundenkreis.stages.marketplace.actions import companions, money, moving, requests
from kundenkreis.stages.marketplace.actions.endings import answer_offer
from kundenkreis.stages.marketplace.actions.times import soon_enough
from kundenkreis.stages.marketplace.models import (
    Booking,
    Dispatch,
    Offer,
    PayerKind,
    Request,
    Visit,
)
from kundenkreis.stages.marketplace.queries_firms import may_be_sent, own_visit
from kundenkreis.stages.marketplace.transitions import (
    NOTHING,
    State,
    Transition,
    transition,
)
from kundenkreis.vouchers import actions as vouchers


@one_transaction
def book(
    case: Case,
    *,
    package: ServicePackage,
    helper: Helper | None = None,
    firm: Firm | None = None,
    starts_at: datetime,
    postal_code: str,
    address: dict[str, str],
    payer: str = PayerKind.CUSTOMER,
    payment: str = "",
    means: str = "",
    back: str = "",
    note: str | None = None,
    replace_missing: bool | None = None,
    second_person: bool | None = None,
    shown_price: int | None = None,
    by: Person,
    at: datetime,
) -> Booking:
    """The visit is ordered: the helper's time reserved, the price set aside, the helper asked.

    `address` holds street, name and phone, and may hold details and email. Without a helper, the
    best one who is free then is asked; `firm`: of its technicians, and its dispatcher says who comes. `replace_missing`: if she falls out, whoever can come first is
    looked for at once. `second_person`: she begins only when somebody is with the customer. `shown_price`, where given, must still be right.
    `payment`: one of the brand's ways to pay (empty: its first); if it has a page of its own, the
    time is kept until `pay_by`, the helper is asked once she has paid, and `back` is the address
    (scheme and host) to which that page returns.

    :raises Refused: `slot_taken`, `not_available`, `not_verified`, `not_offered`, `outside_area`,
        `too_soon`, `price_changed`, `voucher_…` as `vouchers.redeem`, `own_visit`, `payment_declined`, `case_closed`, `wrong_state`.
    :raises ProviderDown: nothing was charged, the wish is as it was.
    :raises Invalid: `unknown_postal_code`, `empty`, `bad_email`, `unknown_provider`.
    """
    request = requests.held_for(case, by=by, at=at)
    requests.choose(
        request, package=package, postal_code=postal_code, note=note, address=address,
        replace_missing=replace_missing, second_person=second_person, held=True, by=by, at=at,
    )  # fmt: skip
    case = request.case
    if case.customer.is_guest and not trust_of(by, case.customer_id, case=case.pk):
        # Who has no account is told at the address given here; nothing else is known of her.
        reach = {name: address.get(name, "") for name in ("name", "email", "phone")}
        cases.leave_contact(case, **reach, by=by, at=at)
    elif not case.customer.phone:
        # Where her SMS go; a number she gave before stays.
        people.leave_contact(case.customer, phone=address.get("phone", ""), by=by, at=at)
    soon_enough(starts_at, at=at)
    considered = _who_is_free(request, package, starts_at, at=at)
    if firm:
        considered = of_firm(considered, firm, at=at)
        helper = _wished_or_first(helper, considered)
    helper = helper or _first_of(considered)
    companions.hold_team_of(helper, package, at=at)
    slot = reserved(request, package, helper, starts_at, by=by, at=at)
    requests.choose(request, helper=helper, firm=firm, starts_at=starts_at, held=True, by=by, at=at)  # fmt: skip
    theirs = firms.tie(slot, by=by, at=at)
    if theirs is None:
        pairs.one_is_enough(package)
    price = price_as_shown(request, shown_price)
    deadline = terms.answer_by(starts_at, zone=request.brand.zone, at=at)
    offer = Offer(
        request=request, helper=helper, starts_at=starts_at, made_at=at, answer_by=deadline
    )
    insert(offer)
    booking = Booking(
        request=request, offer=offer, case=case, package=package, helper=helper, slot=slot,
        customer=case.customer, persons=package.persons, second_person=request.second_person, during=slot.visit, firm=theirs, named_at=at if theirs and not firm else None, price=price, payer=payer, seq=1,
        currency=request.brand.currency, state=State.HELD, accept_by=deadline,
        made_at=at, made_by=by, cancellation=package.cancellation, commission_percent=request.brand.commission_percent,
    )  # fmt: skip
    booking.voucher_amount = paid_by_voucher(request, booking, by=by, at=at)
    way = money.way_to_pay(
        request.brand, payment, payer=payer, price=booking.own_money.amount
    )
    booking.pay_by = terms.pay_by(starts_at, at=at) if is_hosted(way) else None
    requests.booked(request, held=True, by=by, at=at)
    booking.attempt = cases.begin(
        case, stage="marketplace", subject=booking.subject, held=True, by=by, at=at
    )
    insert(booking)
    companions.take_along(booking, by=by, at=at)
    insert(Visit(booking=booking))
    sides = queries.sides_of(by, booking, at=at)
    step = _booking("order" if booking.awaits_payment else "book")
    moving.record(booking, step, actor=min(sides & step.actors), by=by, at=at)
    moving.tell(booking, step, by=by, at=at)
    helpers.explain_ranking(
        subject=booking.subject, matches=considered, package=package, asked={helper.pk}, by=by, at=at
    )  # fmt: skip
    money.set_aside(booking, way=way, means=means, back=back, page_until=booking.pay_by, by=by, at=at)  # fmt: skip
    return booking


@one_transaction
def accept(booking: Booking, *, by: Person, at: datetime) -> Booking:
    """The helper comes. From now on she sees the address and the case.

    :raises Refused: `wrong_state`, `too_late`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "accept", by=by, at=at)
    if at >= booking.accept_by:
        raise Refused("too_late", _("The time to answer is over. The customer was told."))
    answer_offer(booking, Offer.Answer.ACCEPTED, at=at)
    requests.finish(booking.request, Request.State.ACCEPTED, at=at)
    cases.let_in(booking.case, booking.helper.person, role="helper", by=by, at=at)
    return moving.move(booking, step, by=by, at=at)


def _booking(name: str) -> Transition:
    step = transition(name, NOTHING)
    assert step is not None
    return step


def _who_is_free(
    request: Request, package: ServicePackage, starts_at: datetime, *, at: datetime
) -> Sequence[Ranked]:
    """Everyone who could come then, best first."""
    if request.point is None:
        return []
    free = who_is_free.then(
        starts_at, package=package, point=request.point, brand=request.brand, but_not=request.case.customer, limit=20, at=at
    )  # fmt: skip
    return pairs.only_twos(free, at=at) if package.persons == pairs.TWO else free


def of_firm(considered: Sequence[Ranked], firm: Firm, *, at: datetime) -> list[Ranked]:
    """Those of them who work for this firm."""
    works = firms_of([one.helper_id for one in considered], at=at)
    return [one for one in considered if works.get(one.helper_id) == firm]


def _wished_or_first(wished: Helper | None, considered: Sequence[Ranked]) -> Helper:
    """Who was free when the firm was chosen, if she still is; else another of the firm."""
    free = [one.helper_id for one in considered]
    return wished if wished and wished.pk in free else _first_of(considered)


def _first_of(considered: Sequence[Ranked]) -> Helper:
    if not considered:
        raise Refused("slot_taken", _("Nobody is free at this time. Please choose another one."))  # fmt: skip
    return Helper.objects.select_related("person").get(pk=considered[0].helper_id)


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
    soon_enough(starts_at, at=at)
    if helper.person_id == by.pk:
        raise own_visit()
    helper = helpers.hold_calendar(helper)
    may_be_sent(request, helper)
    return helpers.reserve_held(
        helper, package, starts_at=starts_at, customer=request.case.customer, by=by, at=at
    )


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


def paid_by_voucher(
    request: Request, order: Booking | Dispatch, *, by: Person, at: datetime
) -> int:
    """What the voucher she typed pays of the order, in minor units; it is redeemed for it.

    :raises Refused: as `vouchers.redeem`.
    """
    free = order.payer == PayerKind.COMPANY or not order.price
    if request.voucher is None or request.package is None or free:
        return 0
    redeemed = vouchers.redeem(
        request.voucher, subject=order.subject, price=order.money, package=request.package,
        person=request.case.customer, by=by, at=at,
    )  # fmt: skip
    return redeemed.amount
