"""Paying on a provider's page: the time is kept, the helper is asked once the money is held, or it ends."""

from datetime import timedelta

import pytest
from django.utils import translation

from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.helpers.models import Slot
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.models import FundsHold, Payment
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.queries import payment_state, statement
from kundenkreis.ledger.socket import (
    PROVIDERS,
    Charge,
    ChargeState,
    Checkout,
    Provider,
    ProviderDown,
)
from kundenkreis.stages.marketplace import actions, queries, schedule, terms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas, order, visit
from tests.kept import kept

pytestmark = pytest.mark.usefixtures("db")


@kept
def unpaid(alpenfon, vreni, jonas, at):
    """Vreni stands on the payment page for a visit of Jonas tomorrow."""
    alpenfon.payment_methods = ["test_card", "test_page"]
    alpenfon.save()
    return visit(vreni, jonas, at, payment="test_page")


def press(booking, choice, at):
    payment = Payment.objects.filter(subject=booking.subject).latest("begun_at")
    return service.press(service.checkout(payment.ref), choice, at=at)


def names(booking):
    return [step.name for step in booking.history.all()]


@pytest.mark.flow
def test_the_time_is_kept_and_nobody_is_asked(unpaid, jonas, at):
    assert unpaid.awaits_payment
    assert unpaid.pay_by == at + terms.PAY_WITHIN
    assert Slot.objects.filter(pk=unpaid.slot_id).exists()
    assert queries.waiting_for(unpaid.helper) == []
    assert queries.allowed_now(jonas, unpaid, at=at) == []
    assert {t.noun for t in queries.allowed_now(unpaid.customer, unpaid, at=at)} == {
        "cancellation"
    }
    for act in (actions.accept, actions.refuse):
        with pytest.raises(Refused, match="not_paid"):
            act(unpaid, by=jonas, at=at)
    with pytest.raises(Refused, match="not_paid"):
        actions.reschedule(
            unpaid,
            starts_at=unpaid.starts_at + timedelta(days=1),
            by=unpaid.customer,
            at=at,
        )
    assert payment_state(unpaid.subject).state == "awaited"
    assert FundsHold.objects.count() == 0


@pytest.mark.flow
def test_shortly_before_the_visit_there_is_less_time_to_pay(alpenfon, vreni, jonas, at):
    alpenfon.payment_methods = ["test_page"]
    alpenfon.save()
    helper = helper_jonas(jonas, at)
    booking = order(case_of(vreni, at), helper, at + timedelta(hours=1), at)
    assert booking.pay_by == at + timedelta(minutes=15)


@pytest.mark.flow
def test_once_it_is_paid_the_helper_is_asked_and_may_accept(unpaid, jonas, at):
    later = at + timedelta(minutes=10)
    assert actions.pay(unpaid, by=None, at=later).awaits_payment
    press(unpaid, "paid", later)
    for _again in range(3):
        booking = actions.pay(unpaid, by=None, at=later)
    assert (booking.awaits_payment, booking.seq, names(booking)) == (
        False,
        2,
        ["order", "pay"],
    )
    assert booking.accept_by == terms.answer_by(
        booking.starts_at, zone=booking.brand.zone, at=later
    )
    assert queries.waiting_for(booking.helper) == [booking]
    assert actions.accept(booking, by=jonas, at=later).state == "confirmed"
    assert FundsHold.objects.get().provider == "test_page"


@pytest.mark.flow
def test_unpaid_it_ends_by_the_clock_and_the_time_is_free(unpaid, at):
    schedule.due(at=unpaid.pay_by - timedelta(seconds=1))
    assert Booking.objects.get().state == "held"
    schedule.due(at=unpaid.pay_by)
    booking = Booking.objects.get()
    assert (booking.state, booking.slot, names(booking)) == (
        "expired",
        None,
        ["order", "lapse"],
    )
    assert booking.request.state == "open"
    assert payment_state(booking.subject).state == "expired"
    assert Slot.objects.count() == 0


@pytest.mark.flow
def test_money_of_the_last_moment_counts(unpaid, at):
    press(unpaid, "paid", unpaid.pay_by - timedelta(seconds=1))
    schedule.due(at=unpaid.pay_by)
    booking = Booking.objects.get()
    assert (booking.state, names(booking)) == ("held", ["order", "pay"])


@pytest.mark.flow
def test_money_that_comes_after_the_end_goes_back_and_stands_on_the_statement(
    unpaid, vreni, at
):
    """The provider learns of the payment only later, after it was told to close the page."""
    press(unpaid, "late", unpaid.pay_by - timedelta(seconds=1))
    schedule.due(at=unpaid.pay_by)
    assert Booking.objects.get().state == "expired"
    payment = Payment.objects.get()
    for minutes in (3, 4, 50):
        payment = ledger.follow_payment(
            payment, by=None, at=unpaid.pay_by + timedelta(minutes=minutes)
        )
    assert (payment.end, payment.returned_at is not None) == ("expired", True)
    with translation.override("en"):
        words = [line.words(vreni) for line in statement(unpaid.subject)]
    assert words == [
        "You paid. The money is held until the help is done.",
        "You get this back: it was paid too late or twice.",
    ]
    held = FundsHold.objects.get()
    assert (held.refunded_amount, held.open.amount) == (4900, 0)


@pytest.mark.flow
def test_a_cancelled_order_closes_the_payment_page(unpaid, vreni, at):
    assert actions.cancel(unpaid, by=vreni, at=at).state == "cancelled"
    assert payment_state(unpaid.subject).state == "withdrawn"
    with pytest.raises(Refused, match="too_late"):
        press(unpaid, "paid", at)


@pytest.mark.flow
def test_cancelling_what_was_just_paid_gives_it_back(unpaid, vreni, at):
    press(unpaid, "paid", at)
    assert actions.cancel(unpaid, by=vreni, at=at).state == "cancelled"
    assert FundsHold.objects.get().refunded_amount == 4900


@pytest.mark.flow
def test_after_a_declined_payment_one_may_try_again_or_pay_otherwise(unpaid, vreni, at):
    press(unpaid, "declined", at)
    booking = actions.pay(unpaid, by=None, at=at)
    assert (booking.awaits_payment, payment_state(booking.subject).state) == (
        True,
        "failed",
    )
    booking = actions.pay_anew(booking, payment="test_page", by=vreni, at=at)
    assert Payment.objects.count() == 2
    press(booking, "cancelled", at)
    booking = actions.pay_anew(booking, payment="test_card", by=vreni, at=at)
    assert (booking.awaits_payment, names(booking)) == (False, ["order", "pay"])
    assert FundsHold.objects.get().provider == "test_card"


@pytest.mark.flow
def test_two_tabs_share_one_page_and_a_second_payment_goes_back(unpaid, vreni, at):
    first = Payment.objects.get()
    actions.pay_anew(unpaid, payment="test_page", by=vreni, at=at)
    assert Payment.objects.get() == first
    # One tab changes to the card while the other pays on the page it had open.
    page = service.checkout(first.ref)
    actions.pay_anew(unpaid, payment="test_card", by=vreni, at=at)
    with pytest.raises(Refused, match="too_late"):
        service.press(page, "paid", at=at)
    assert FundsHold.objects.get().provider == "test_card"


@pytest.mark.flow
def test_only_the_customer_pays_anew_and_only_what_is_offered(unpaid, jonas, vreni, at):
    with pytest.raises(Refused, match="not_yours"):
        actions.pay_anew(unpaid, by=jonas, at=at)
    with pytest.raises(Invalid, match="unknown_provider"):
        actions.pay_anew(unpaid, payment="company", by=vreni, at=at)
    with pytest.raises(Refused, match="too_late"):
        actions.pay_anew(unpaid, by=vreni, at=unpaid.pay_by)


@pytest.mark.flow
def test_nobody_pays_with_what_the_brand_does_not_offer(alpenfon, vreni, jonas, at):
    for wanted in ("test_page", "company", "nothing"):
        with pytest.raises(Invalid, match="unknown_provider"):
            order(
                case_of(vreni, at),
                helper_jonas(jonas, at) if wanted == "test_page" else None,
                at + timedelta(days=1),
                at,
                payment=wanted,
            )
    assert Booking.objects.count() == 0


class Strange(Provider):
    """A provider with a page that does not behave: what it answers is set by the test."""

    hosted = True

    def __init__(self, answer):
        self.answer = answer

    def begin(self, *, key, amount, payer, means, back, until, at):
        if self.answer == "down":
            raise ProviderDown
        return Checkout("same" if self.answer == "double" else key, "https://pay.example/1")

    def look(self, ref, *, at):
        if not isinstance(self.answer, Charge):
            raise ProviderDown
        return self.answer

    def capture(self, ref, *, key, amount, at):
        raise ProviderDown

    refund = capture

    def pay_out(self, *, key, amount, payee, at):
        raise ProviderDown


@pytest.fixture
def strange(alpenfon, monkeypatch):
    def plugged(answer):
        plug = Strange(answer)
        monkeypatch.setitem(PROVIDERS, "strange", plug)
        alpenfon.payment_methods = ["strange", "test_card"]
        alpenfon.save()
        return plug

    return plugged


@pytest.mark.flow
def test_a_provider_that_is_down_loses_nothing(strange, vreni, jonas, at):
    strange("down")
    helper, case = helper_jonas(jonas, at), case_of(vreni, at)
    with pytest.raises(ProviderDown) as refused:
        order(case, helper, at + timedelta(days=1), at)
    assert refused.value.status == 503
    assert (Booking.objects.count(), Slot.objects.count(), Payment.objects.count()) == (
        0,
        0,
        0,
    )
    assert (
        order(case, helper, at + timedelta(days=1), at, payment="test_card").state == "held"
    )


@pytest.mark.flow
def test_a_provider_that_lies_about_the_amount_moves_nothing(strange, vreni, jonas, at):
    plug = strange("up")
    booking = visit(vreni, jonas, at)
    plug.answer = Charge(ChargeState.HELD, booking.money.share(50))
    assert actions.pay(booking, by=None, at=at).awaits_payment
    schedule.due(at=at + terms.PAY_WITHIN)
    assert (Booking.objects.get().state, FundsHold.objects.count()) == ("expired", 0)


@pytest.mark.flow
def test_a_provider_that_gives_one_name_twice_is_stopped(strange, vreni, beat, jonas, at):
    from django.db import IntegrityError

    strange("double")
    visit(vreni, jonas, at)
    with pytest.raises(IntegrityError, match="payment_once"):
        order(case_of(beat, at), None, at + timedelta(days=2), at)


@pytest.mark.flow
def test_a_visit_ends_although_the_provider_is_down_and_the_step_is_owed(
    strange, vreni, jonas, at
):
    from kundenkreis.ledger.models import ProviderStep
    from kundenkreis.ledger.schedule import due
    from kundenkreis.stages.marketplace.tests.visits import take

    plug = strange("up")
    booking = visit(vreni, jonas, at)
    plug.answer = Charge(ChargeState.HELD, booking.money)
    booking = actions.pay(booking, by=None, at=at)
    for step in ("accept", "depart", "start", "complete", "sign_off"):
        booking = take(booking, step, at)
    owed = ProviderStep.objects.get()
    assert (booking.state, owed.kind, owed.amount) == ("closed", "capture", 4900)
    due(at=at + timedelta(days=2))
    owed.refresh_from_db()
    assert (owed.tries, owed.done_at) == (2, None)
    plug.capture = lambda ref, **step: None
    due(at=at + timedelta(days=3))
    owed.refresh_from_db()
    assert owed.done_at is not None
