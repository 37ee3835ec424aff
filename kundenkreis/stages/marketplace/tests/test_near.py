"""The price of a regular visit: set aside when the visit is near, else paid, billed, or no visit."""

from datetime import timedelta

import pytest

from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.ledger.models import FundsHold, Journal, Payment
from kundenkreis.ledger.providers.test_card.provider import TestCard
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.queries import payment_state
from kundenkreis.ledger.socket import PROVIDERS, ProviderDown
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace import actions, reactions, schedule
from kundenkreis.stages.marketplace.events import VisitPriceDue
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.visits import take
from tests.kept import kept

DAY = timedelta(days=1)


@kept
def regular(confirmed, at):
    """Jonas comes again in three weeks, as agreed in a series."""
    starts_at = confirmed.starts_at + timedelta(weeks=3)
    return actions.renew(
        confirmed, starts_at=starts_at, most=4900, by=confirmed.customer, at=at
    )


class Far(TestCard):
    """A card network that answers every new charge with this."""

    def __init__(self, answer):
        self.answer = answer

    def begin(self, **charge):
        raise self.answer


def near(booking, days=5):
    return booking.starts_at - days * DAY


def again(booking):
    return Booking.objects.get(pk=booking.pk)


def held(booking):
    return FundsHold.objects.filter(subject=booking.subject).first()


def unpaid(booking, monkeypatch):
    """Five days before, her card is declined, and she is asked to pay."""
    with monkeypatch.context() as patch:
        patch.setitem(PROVIDERS, "test_card", Far(Refused("payment_declined", "No.")))
        schedule.due(at=near(booking))
    return again(booking)


@pytest.mark.flow
def test_nothing_is_held_until_five_days_before(regular):
    assert (held(regular), regular.hold_at, regular.hold_way) == (None, near(regular), "test_card")  # fmt: skip
    schedule.due(at=near(regular) - timedelta(seconds=1))
    assert held(regular) is None
    for _twice in range(2):
        schedule.due(at=near(regular))
    assert held(regular).open.amount == 4900
    assert (again(regular).hold_at, again(regular).hold_way) == (None, "")
    assert (
        take(take(again(regular), "depart", near(regular)), "start", near(regular)).state
        == "in_progress"
    )


@pytest.mark.slow
def test_a_declined_card_asks_her_to_pay_once_and_she_does(
    regular, vreni, jonas, beat, monkeypatch
):
    booking = unpaid(regular, monkeypatch)
    assert booking.to_pay
    schedule.due(at=near(regular, 4))
    (row,) = EventRow.objects.filter(name="visit_price_due")
    for _twice in range(2):
        reactions.ask_to_pay(VisitPriceDue(**row.payload), row=row)
    notice = Notice.objects.get(kind="visit_price_due")
    assert (notice.person, notice.path) == (vreni, f"{booking.path}payment/")
    for person in (jonas, beat):
        with pytest.raises(NotAllowed):
            actions.pay_anew(booking, payment="test_card", by=person, at=near(regular, 4))
    actions.pay_anew(booking, payment="test_card", by=vreni, at=near(regular, 4))
    assert (held(booking).open.amount, again(booking).to_pay) == (4900, False)
    schedule.due(at=near(regular, 1))
    assert again(booking).state == "confirmed"
    with pytest.raises(Refused):
        actions.pay_anew(booking, payment="test_card", by=vreni, at=near(regular, 4))


@pytest.mark.flow
def test_she_pays_on_a_page_and_two_tries_hold_it_once(
    regular, alpenfon, vreni, monkeypatch
):
    alpenfon.payment_methods = ["test_card", "test_page"]
    alpenfon.save()
    booking, later = unpaid(regular, monkeypatch), near(regular, 3)
    for _twice in range(2):
        actions.pay_anew(booking, payment="test_page", by=vreni, at=later)
    assert payment_state(booking.subject).state == "awaited"
    (payment,) = Payment.objects.filter(subject=booking.subject)
    service.press(service.checkout(payment.ref), "paid", at=later)
    for _twice in range(2):
        booking = actions.pay(booking, by=None, at=later)
    assert (booking.state, booking.hold_at, held(booking).open.amount) == ("confirmed", None, 4900)  # fmt: skip


@pytest.mark.flow
def test_a_service_that_is_down_is_asked_again_until_three_days_before(
    regular, monkeypatch
):
    monkeypatch.setitem(PROVIDERS, "test_card", Far(ProviderDown()))
    for days in (5, 4, 3.1):
        schedule.due(at=near(regular, days))
        assert not again(regular).to_pay
    schedule.due(at=near(regular, 3))
    assert again(regular).to_pay


@pytest.mark.flow
def test_unpaid_a_day_before_there_is_no_visit_and_nobody_loses(
    regular, jonas, monkeypatch
):
    booking = unpaid(regular, monkeypatch)
    schedule.due(at=near(regular, 1) - timedelta(minutes=1))
    assert again(booking).state == "confirmed"
    for _twice in range(2):
        schedule.due(at=near(regular, 1))
    booking = again(booking)
    assert (booking.state, booking.slot, booking.case.state) == (
        "cancelled",
        None,
        "withdrawn",
    )
    assert not Journal.objects.filter(subject__startswith=booking.subject).exists()
    last = booking.history.last()
    assert (last.name, last.actor) == ("let_go", "clock")


@pytest.mark.flow
def test_unpaid_a_day_before_it_is_billed_where_the_brand_sends_bills(
    regular, alpenfon, monkeypatch
):
    alpenfon.payment_methods = ["test_card", "invoice"]
    alpenfon.creditor = {"iban": "CH9300762011623852957", "name": "Alpenfon AG"}
    alpenfon.save()
    booking = unpaid(regular, monkeypatch)
    schedule.due(at=near(regular, 1))
    assert (again(booking).state, held(booking).provider) == ("confirmed", "invoice")


@pytest.mark.slow
def test_who_was_asked_late_has_four_hours(regular, monkeypatch):
    """The clock stood still until twenty hours before."""
    with monkeypatch.context() as patch:
        patch.setitem(PROVIDERS, "test_card", Far(Refused("payment_declined", "No.")))
        schedule.due(at=regular.starts_at - timedelta(hours=20))
        schedule.due(at=regular.starts_at - timedelta(hours=17))
    assert again(regular).state == "confirmed"
    schedule.due(at=regular.starts_at - timedelta(hours=16))
    assert again(regular).state == "cancelled"


@pytest.mark.flow
def test_a_helper_who_leaves_before_the_clock_came_is_paid_all_the_same(regular, jonas):
    on_the_way = actions.depart(
        regular, by=jonas, at=regular.starts_at - timedelta(minutes=20)
    )
    assert (held(on_the_way).provider, again(regular).hold_at) == ("invoice", None)
    no_show = actions.no_show(
        on_the_way, by=jonas, at=regular.starts_at + timedelta(minutes=15)
    )
    assert held(no_show).captured_amount == 2450


@pytest.mark.flow
@pytest.mark.parametrize(("hours", "kept"), [(30, None), (2, 2450)])
def test_cancelling_what_is_not_paid_costs_what_was_agreed(
    regular, vreni, hours, kept, monkeypatch
):
    booking = unpaid(regular, monkeypatch)
    when = regular.starts_at - timedelta(hours=hours)
    actions.cancel(booking, by=vreni, at=when)
    assert again(booking).case.state == "withdrawn"
    assert (held(booking) and held(booking).captured_amount) == kept


@pytest.mark.flow
def test_another_time_waits_for_its_own_five_days(regular, vreni, jonas, monkeypatch):
    booking = unpaid(regular, monkeypatch)
    later = regular.starts_at + timedelta(days=14)
    moved = actions.reschedule(booking, starts_at=later, by=vreni, at=near(regular, 4))
    assert (moved.state, moved.hold_at, moved.pay_asked_at) == (
        "held",
        later - 5 * DAY,
        None,
    )
    actions.accept(moved, by=jonas, at=near(regular, 4))
    schedule.due(at=later - 5 * DAY)
    assert held(moved).open.amount == 4900


@pytest.mark.flow
def test_no_visit_departs_unpaid_in_the_database(regular, monkeypatch):
    booking = unpaid(regular, monkeypatch)
    where = f"where id = '{booking.pk}'"
    for state in ("on_the_way", "in_progress", "completed", "closed"):
        attack(
            "held_before_departure",
            f"update kundenkreis_booking set seq = seq + 1, state = '{state}' {where}",
        )
    attack("asked_for_what_waits", f"update kundenkreis_booking set hold_at = null {where}")
