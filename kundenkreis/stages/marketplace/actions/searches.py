"""«Whoever can come first»: helpers are asked in waves, and the first who accepts has the visit.

Everything here locks the case and its request first, then the helper's calendar, so
that fifty who accept at once stand in one line and two clocks never send the same wave.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.firms import actions as firms
from kundenkreis.helpers import actions as helpers
from kundenkreis.people.actions import hold_trust
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.marketplace import choosing, pace, pairs, terms
from kundenkreis.stages.marketplace.actions import bookings, money, moving, requests
from kundenkreis.stages.marketplace.events import DispatchBegun, DispatchEnded, WaveSent
from kundenkreis.stages.marketplace.models import (
    Booking,
    Dispatch,
    DispatchWave,
    Offer,
    PayerKind,
    Request,
    Visit,
)
from kundenkreis.stages.marketplace.pace import Window
from kundenkreis.stages.marketplace.transitions import HELPER, NOTHING, transition


@one_transaction
def search(
    case: Case,
    *,
    package: ServicePackage,
    windows: list[Window],
    postal_code: str,
    address: dict[str, str],
    payer: str = PayerKind.CUSTOMER,
    payment: str = "",
    means: str = "",
    note: str | None = None,
    shown_price: int | None = None,
    urgent: bool = False,
    replace_missing: bool | None = None,
    second_person: bool | None = None,
    replaces: Booking | None = None,
    by: Person,
    at: datetime,
) -> Dispatch:
    """Binding: whoever of the checked helpers can come first in a window comes, at the fixed price.

    The price is set aside now, and goes back whole if nobody can come. `payment`: one of the ways
    to pay that need no page of the provider's; empty: the brand's first. `replace_missing`: if the
    helper falls out, look again by itself. `replaces`: the booking whose helper fell out, see `replacing`.

    :raises Refused: `two_persons`, `nobody_free`, `price_changed`, `payment_declined`, `case_closed`, `wrong_state`.
    :raises Invalid: `bad_windows`, `unknown_postal_code`, `empty`, `bad_email`, `unknown_provider`.
    """
    pairs.one_is_enough(package)
    request = requests.held_for(case, by=by, at=at)
    requests.choose(
        request, package=package, postal_code=postal_code, note=note, windows=windows, address=address,
        replace_missing=replace_missing, second_person=second_person, held=True, by=by, at=at,
    )  # fmt: skip
    case = request.case
    if case.customer.is_guest:
        reach = {name: address.get(name, "") for name in ("name", "email", "phone")}
        cases.leave_contact(case, **reach, by=by, at=at)
    price = bookings.price_as_shown(request, shown_price)
    dispatch = Dispatch(
        request=request, windows=request.windows, price=min(price, replaces.price) if replaces else price,
        replaces=replaces, currency=request.brand.currency, payer=payer, urgent=urgent, begun_at=at, begun_by=by, next_at=at,
    )  # fmt: skip
    if not choosing.candidates(dispatch, at=at):
        raise Refused(
            "nobody_free",
            _("Nobody is free then. Please choose other times."),
        )
    dispatch.voucher_amount = bookings.paid_by_voucher(request, dispatch, by=by, at=at)
    dispatch.save(force_insert=True)
    money.set_aside_for(dispatch, way=payment, means=means, by=by, at=at)
    requests.offered(request, held=True)
    cases.begin(case, stage="marketplace", subject=f"request:{request.pk}", by=by, at=at)
    announce(DispatchBegun(**_around(dispatch)), by=by, at=at)
    return _next_wave(dispatch, at=at)


@one_transaction
def claim(
    offer: Offer, *, starts_at: datetime | None = None, by: Person, at: datetime
) -> Booking:
    """The helper comes, at one of the times that were offered, unless another was faster.

    Whether she is free, verified and not paused is asked again now. A refusal of her calendar
    leaves the question open; being second costs nothing.

    :raises Refused: `another_was_faster`, `withdrawn`, `too_late`, `wrong_state`, `not_offered_time`,
        and as `helpers.reserve`.
    """
    dispatch, offer = _locked(offer, by=by)
    _still_hers(dispatch, offer, at=at)
    starts_at = starts_at or offer.starts_at
    if starts_at not in offer.times:
        raise Refused("not_offered_time", _("Please choose one of the times shown."))
    request = dispatch.request
    assert request.package is not None
    slot = bookings.reserved(
        request, request.package, offer.helper, starts_at, by=dispatch.begun_by, at=at
    )
    firm = firms.tie(slot, by=by, at=at)
    booking = Booking(
        id=dispatch.booking_id, firm=firm, named_at=at if firm else None, request=request, offer=offer, case=request.case, package=request.package,
        helper=offer.helper, slot=slot, customer=request.case.customer, during=slot.visit,
        second_person=request.second_person, price=dispatch.price, voucher_amount=dispatch.voucher_amount, payer=dispatch.payer, currency=dispatch.currency, seq=1,
        accept_by=offer.answer_by, made_at=at, made_by=dispatch.begun_by,
        cancellation=request.package.cancellation, commission_percent=request.brand.commission_percent,
    )  # fmt: skip
    step = transition("claim", NOTHING)
    assert step is not None
    booking.state = step.end
    booking.attempt = cases.begin(
        request.case, stage="marketplace", subject=booking.subject, by=dispatch.begun_by, at=at
    )  # fmt: skip
    _close(offer, Offer.Answer.ACCEPTED, at=at)
    booking.save(force_insert=True)
    Visit.objects.create(booking=booking)
    moving.record(booking, step, actor=HELPER, by=by, at=at)
    moving.tell(booking, step, by=by, at=at)
    _end(dispatch, Dispatch.Outcome.BOOKED, by=by, at=at)
    cases.let_in(booking.case, booking.helper.person, role="helper", by=by, at=at)
    return booking


@one_transaction
def pass_by(offer: Offer, *, reason: str = "", by: Person, at: datetime) -> Offer:
    """The helper cannot come. Costs her nothing; when all have said so, the next are asked.

    :raises Refused: as `claim`.
    """
    dispatch, offer = _locked(offer, by=by)
    _still_hers(dispatch, offer, at=at)
    _close(offer, Offer.Answer.DECLINED, reason=texts.tidy(reason)[:300], at=at)
    if not Offer.objects.filter(wave__dispatch=dispatch, answer="").exists():
        _next_wave(dispatch, at=at)
    return offer


@one_transaction
def go_on(dispatch: Dispatch, *, by: None = None, at: datetime) -> Dispatch:
    """The deadline of a wave has passed: the next helpers are asked. Twice changes nothing."""
    dispatch = _locked_dispatch(dispatch)
    if dispatch.next_at is None or at < dispatch.next_at:
        return dispatch
    return _next_wave(dispatch, at=at)


@one_transaction
def stop_search(dispatch: Dispatch, *, by: Person, at: datetime) -> Dispatch:
    """The customer wants it no longer, or otherwise: all money back, the wish is open again.

    :raises NotAllowed: anyone but the customer or staff for her. :raises Refused: `wrong_state`.
    """
    dispatch = _locked_dispatch(dispatch)
    case = dispatch.request.case
    trusted = hold_trust(by, case.customer_id, case=case.pk)
    if not terms.may_order(by, case, staff=is_staff(by, at=at), trusted=trusted):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    if dispatch.ended_at:
        raise Refused("wrong_state", _("The search has ended already."))
    return _end(dispatch, Dispatch.Outcome.WITHDRAWN, by=by, at=at)


def _next_wave(dispatch: Dispatch, *, at: datetime) -> Dispatch:
    """Ask the next few, unless it is night; with nobody left, or no time, the search ends."""
    for late in Offer.objects.filter(wave__dispatch=dispatch, answer=""):
        _close(late, Offer.Answer.EXPIRED, at=at)
    zone = dispatch.brand.zone
    last_answer = dispatch.last_start - terms.ANSWER_BEFORE
    morning = pace.by_day(at, zone=zone)
    if max(at, morning) >= last_answer:
        return _end(dispatch, Dispatch.Outcome.NOBODY, by=None, at=at)
    number = dispatch.waves.count() + 1
    line = choosing.candidates(dispatch, at=at)
    chosen = choosing.awake(line, night=morning > at)[: pace.size(number)]
    if line and not chosen:
        return _wait_until(dispatch, morning)
    if not chosen:
        return _end(dispatch, Dispatch.Outcome.NOBODY, by=None, at=at)
    patience = pace.patience(dispatch.first_start, urgent=dispatch.urgent, at=at)
    until = min(pace.after(at, patience, zone=zone), last_answer)
    wave = DispatchWave.objects.create(dispatch=dispatch, number=number, at=at, until=until)
    Offer.objects.bulk_create(
        Offer(
            request=dispatch.request, wave=wave, helper=one.helper, starts_at=one.times[0],
            times=list(one.times), made_at=at, answer_by=until,
        )
        for one in chosen
    )  # fmt: skip
    helpers.explain_ranking(
        subject=f"dispatch:{dispatch.pk}", matches=[one.match for one in line], package=dispatch.request.package,
        asked=[one.helper.pk for one in chosen], by=None, at=at,
    )  # fmt: skip
    asked = [str(one.helper.person_id) for one in chosen]
    announce(WaveSent(**_around(dispatch), wave=wave.pk, helpers=asked), by=None, at=at)
    return _wait_until(dispatch, until)


def _wait_until(dispatch: Dispatch, moment: datetime) -> Dispatch:
    dispatch.next_at = moment
    dispatch.save(update_fields=["next_at"])
    return dispatch


def _end(
    dispatch: Dispatch, outcome: Dispatch.Outcome, *, by: Person | None, at: datetime
) -> Dispatch:
    """However it ended: who was not first is told so, and without a helper the money goes back."""
    booked = outcome == Dispatch.Outcome.BOOKED
    others = Offer.Answer.OVERTAKEN if booked else Offer.Answer.WITHDRAWN
    Offer.objects.filter(wave__dispatch=dispatch, answer="").update(answer=others, answered_at=at)  # fmt: skip
    dispatch.outcome, dispatch.ended_at, dispatch.next_at = outcome, at, None
    dispatch.save(update_fields=["outcome", "ended_at", "next_at"])
    if booked:
        requests.booked(dispatch.request, by=dispatch.begun_by, at=at)
        requests.finish(dispatch.request, Request.State.ACCEPTED, at=at)
    else:
        money.give_back(dispatch, reason=f"search_{outcome.value}", by=by, at=at)
        requests.open_again(dispatch.request)
    announce(DispatchEnded(**_around(dispatch), outcome=outcome.value), by=by, at=at)
    return dispatch


def _locked(offer: Offer, *, by: Person) -> tuple[Dispatch, Offer]:
    """Search and question, ours until this transaction ends."""
    found = Dispatch.objects.get(waves__offers=offer)
    dispatch = _locked_dispatch(found)
    rows = Offer.objects.select_related("helper__person")
    offer = rows.select_for_update(of=("self",)).get(pk=offer.pk)
    if offer.helper.person_id != by.pk:
        raise NotAllowed("not_yours", _("Only the helper who was asked can answer."))
    return dispatch, offer


def _locked_dispatch(dispatch: Dispatch) -> Dispatch:
    # As everywhere: the case before its request, the request before a calendar.
    request = Request.objects.get(pk=dispatch.request_id)
    Case.objects.select_for_update().get(pk=request.case_id)
    Request.objects.select_for_update().get(pk=request.pk)
    rows = Dispatch.objects.with_names().select_for_update(of=("self",))
    return rows.get(pk=dispatch.pk)


def _still_hers(dispatch: Dispatch, offer: Offer, *, at: datetime) -> None:
    """:raises Refused: the question is answered, or no longer asked."""
    if offer.answer == Offer.Answer.OVERTAKEN:
        raise Refused(
            "another_was_faster",
            _("Another helper was faster. Thank you! This does not count against you."),
        )
    if offer.answer == Offer.Answer.WITHDRAWN:
        raise Refused("withdrawn", _("The customer does not need this visit any more."))
    if offer.answer in (Offer.Answer.ACCEPTED, Offer.Answer.DECLINED):
        raise Refused("wrong_state", _("You have answered this request already."))
    if offer.answer == Offer.Answer.EXPIRED or at >= offer.answer_by or dispatch.ended_at:
        raise Refused("too_late", _("The time to answer is over. Others are asked now."))


def _close(offer: Offer, answer: Offer.Answer, *, reason: str = "", at: datetime) -> None:
    offer.answer, offer.reason, offer.answered_at = answer, reason, at
    offer.save(update_fields=["answer", "reason", "answered_at"])


def _around(dispatch: Dispatch) -> dict[str, str]:
    case = dispatch.request.case
    return {
        "dispatch": str(dispatch.pk),
        "case": str(case.pk),
        "customer": str(case.customer_id),
    }
