"""A helper does not come: somebody else does, by one tap or by itself, and the money follows."""

from datetime import timedelta

import pytest
import time_machine

from kundenkreis.cases import actions as cases
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace import actions, pace, reactions
from kundenkreis.stages.marketplace.events import BookingMoved, DispatchBegun
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Request
from kundenkreis.stages.marketplace.tests.searches import (
    asked,
    everyone_declines,
    helpers_around,
    reason_of,
    searched,
)
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import case_of, order, wifi


def booked(vreni, at, **more):
    """Vreni has booked the first of four neighbours for tomorrow at ten."""
    first, *_others = helpers_around(4, at)
    starts = at + timedelta(days=1, hours=1)
    return order(case_of(vreni, at), first, starts, at, **more)


def fall_out(booking, how, at):
    """The helper of the booking does not come, in one of the ways there are."""
    helper = booking.helper.person
    if how == "refuse":
        return actions.refuse(booking, by=helper, at=at), at
    if how == "expire":
        return actions.expire(booking, at=booking.accept_by), booking.accept_by
    booking = actions.accept(booking, by=helper, at=at)
    if how == "cancel":
        return actions.cancel(booking, by=helper, at=at), at
    late = booking.starts_at + timedelta(minutes=15)
    return actions.no_show(booking, by=booking.customer, at=late), late


def react():
    """What the worker does with all that was announced so far, in order."""
    for row in EventRow.objects.filter(name="booking_moved").order_by("id"):
        event = BookingMoved(**row.payload)
        reactions.replace_helper(event, row=row)
        reactions.tell_both(event, row=row)
    for row in EventRow.objects.filter(name="dispatch_begun").order_by("id"):
        reactions.tell_search_begun(DispatchBegun(**row.payload), row=row)


def told(person):
    """The kinds of notices the person got."""
    return set(Notice.objects.filter(person=person).values_list("kind", flat=True))


WAYS = ("refuse", "expire", "cancel", "no_show")


@pytest.mark.slow
@pytest.mark.parametrize("how", WAYS)
def test_one_tap_looks_for_someone_else_and_the_money_follows(how, vreni, at):
    booking, now = fall_out(booked(vreni, at), how, at)
    assert FundsHold.objects.get().refunded_amount == 4900
    dispatch = actions.replace(booking, by=vreni, at=now)
    assert actions.replace(booking, by=vreni, at=now) == dispatch
    assert booking.helper not in [offer.helper for offer in asked(dispatch)]
    old, new = FundsHold.objects.order_by("id")
    assert (old.subject, old.open.amount) == (booking.subject, 0)
    assert (new.subject, new.open.amount, new.provider) == (dispatch.subject, 4900, old.provider)  # fmt: skip
    assert dispatch.urgent == (how == "no_show")
    (window,) = dispatch.windows
    assert (window.lower, window.upper) == pace.instead(booking.starts_at, at=now)
    first = asked(dispatch)[0]
    comes = actions.claim(first, by=first.helper.person, at=now)
    assert (comes.state, comes.price) == ("confirmed", 4900)
    for step, moment in (("depart", comes.starts_at), ("start", comes.starts_at), ("complete", comes.ends_at)):  # fmt: skip
        more = {"code_word": comes.code_word} if step == "start" else {}
        comes = getattr(actions, step)(comes, by=comes.helper.person, at=moment, **more)
    actions.sign_off(comes, by=vreni, at=comes.ends_at)
    new.refresh_from_db()
    assert (new.captured_amount, new.payee) == (4900, first.helper.person)
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0


@pytest.mark.slow
@pytest.mark.parametrize("how", WAYS)
def test_who_wished_so_is_looked_after_without_a_tap(how, vreni, at):
    fall_out(booked(vreni, at, replace_missing=True), how, at)
    react()
    react()
    dispatch = Dispatch.objects.get()
    assert dispatch.replaces_id == Booking.objects.get().pk
    assert [hold.open.amount for hold in FundsHold.objects.order_by("id")] == [0, 4900]
    kinds = told(vreni)
    assert "replacement_begun" in kinds
    assert kinds.isdisjoint({"visit_declined", "visit_expired", "visit_cancelled", "visit_missed", "search_begun"})  # fmt: skip


@pytest.mark.slow
def test_who_did_not_wish_so_chooses_herself(vreni, at):
    fall_out(booked(vreni, at), "refuse", at)
    react()
    assert not Dispatch.objects.exists()
    assert "visit_declined" in told(vreni)


@pytest.mark.flow
def test_with_nobody_else_she_is_told_as_ever(vreni, at):
    (only,) = helpers_around(1, at)
    starts = at + timedelta(days=1, hours=1)
    booking = order(case_of(vreni, at), only, starts, at, replace_missing=True)
    fall_out(booking, "refuse", at)
    react()
    assert not Dispatch.objects.exists()
    assert "visit_declined" in told(vreni)
    assert FundsHold.objects.get().open.amount == 0


@pytest.mark.slow
def test_a_helper_found_by_a_search_who_falls_out_is_replaced_too(vreni, at):
    helpers_around(4, at)
    dispatch = searched(vreni, at, replace_missing=True)
    for offer in asked(dispatch)[:1]:
        booking = actions.claim(offer, by=offer.helper.person, at=at)
    actions.cancel(booking, by=booking.helper.person, at=at)
    react()
    second = Dispatch.objects.exclude(pk=dispatch.pk).get()
    assert (second.replaces_id, second.request.replace_missing) == (booking.pk, True)
    assert everyone_declines(second, at) == 3
    second.refresh_from_db()
    assert second.outcome == "nobody"
    assert sum(hold.open.amount for hold in FundsHold.objects.all()) == 0
    assert Request.objects.get(pk=second.request_id).state == "open"


@pytest.mark.slow
def test_a_helper_whose_check_ends_before_the_visit_is_replaced(vreni, mira, at):
    booking = booked(vreni, at, replace_missing=True)
    actions.accept(booking, by=booking.helper.person, at=at)
    actions.revoke_verification(booking.helper.verifications.get(), by=mira, at=at)
    react()
    dispatch = Dispatch.objects.get()
    assert dispatch.replaces_id == booking.pk
    assert booking.helper not in [offer.helper for offer in asked(dispatch)]


@pytest.mark.slow
@pytest.mark.parametrize("end", ["cancel", "customer_missing", "unpaid"])
def test_a_visit_that_its_customer_ended_is_not_replaced(end, vreni, alpenfon, at):
    if end == "unpaid":
        alpenfon.payment_methods = ["test_page"]
        alpenfon.save()
    booking = booked(vreni, at, replace_missing=True)
    if end == "unpaid":
        assert booking.pay_by
        late = booking.pay_by + timedelta(hours=1)
        booking = actions.lapse(booking, by=None, at=late)
    elif end == "cancel":
        late = at
        booking = actions.cancel(booking, by=vreni, at=at)
    else:
        booking = actions.accept(booking, by=booking.helper.person, at=at)
        booking = actions.depart(booking, by=booking.helper.person, at=booking.starts_at)
        late = booking.starts_at + timedelta(minutes=20)
        booking = actions.no_show(booking, by=booking.helper.person, at=late)
    react()
    assert not Dispatch.objects.exists()
    assert reason_of(lambda: actions.replace(booking, by=vreni, at=late)) == "wrong_state"


@pytest.mark.slow
def test_who_has_ordered_otherwise_meanwhile_gets_nobody_on_top(vreni, at):
    booking = booked(vreni, at, replace_missing=True)
    booking, _now = fall_out(booking, "refuse", at)
    other = order(booking.case, None, at + timedelta(days=1, hours=1), at)
    react()
    assert not Dispatch.objects.exists()
    assert other.state == "held"
    actions.accept(other, by=other.helper.person, at=at)
    assert reason_of(lambda: actions.replace(booking, by=vreni, at=at)) == "wrong_state"


@pytest.mark.slow
def test_a_solved_case_needs_no_replacement(vreni, at):
    booking, _now = fall_out(booked(vreni, at, replace_missing=True), "refuse", at)
    cases.solve(booking.case, by=vreni, at=at)
    react()
    assert not Dispatch.objects.exists()


@pytest.mark.slow
def test_it_never_costs_more_than_was_agreed(vreni, at):
    cheap, same, dear = helpers_around(3, at)
    helpers.offer_package(cheap, wifi(), price=3900, by=None, at=at)
    helpers.offer_package(dear, wifi(), price=5900, by=None, at=at)
    starts = at + timedelta(days=1, hours=1)
    booking = order(case_of(vreni, at), dear, starts, at)
    booking, _now = fall_out(booking, "refuse", at)
    dispatch = actions.replace(booking, by=vreni, at=at)
    assert dispatch.price == 4900
    assert {offer.helper for offer in asked(dispatch)} == {cheap, same}
    actions.stop_search(dispatch, by=vreni, at=at)
    booking = order(booking.case, cheap, starts, at)
    booking, _now = fall_out(booking, "refuse", at)
    with pytest.raises(Refused) as refused:
        actions.replace(booking, by=vreni, at=at)
    assert refused.value.reason == "nobody_free"


@pytest.mark.slow
def test_only_those_who_may_order_replace(vreni, jonas, reto, at):
    booking, _now = fall_out(booked(vreni, at), "refuse", at)
    with pytest.raises(NotAllowed):
        actions.replace(booking, by=jonas, at=at)
    assert actions.replace(booking, by=reto, at=at).begun_by == reto


@pytest.mark.slow
def test_the_pages_offer_it_in_one_tap(vreni, jonas, at):
    booking, _now = fall_out(booked(vreni, at), "refuse", at)
    with time_machine.travel(at, tick=False):
        client = browser(vreni)
        for path in (booking.path, booking.case.path):
            text = page(client, path)
            assert "Wednesday, 11 March, between 08:00 and 14:00" in text
            assert "Look for someone else, binding – CHF" in text
        assert browser(jonas).post(f"{booking.path}replacement/").status_code == 404
        done = page(client, f"{booking.path}replacement/", once="1")
        assert "can still say yes" in done
        assert "We look for someone else instead." in page(client, booking.path)


@pytest.mark.slow
def test_the_wish_is_said_when_ordering(vreni, at):
    helpers_around(2, at)
    with time_machine.travel(at, tick=False):
        case, client = case_of(vreni, at), browser(vreni)
        wish = actions.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
        text = page(client, f"{case.path}visit/slots/")
        value = text.split('name="slot" value="')[1].split('"')[0]
        page(client, f"{case.path}visit/slots/", slot=value)
        page(client, f"{case.path}visit/contact/", street="A 1", name="V", phone="1")
        text = page(client, f"{case.path}visit/check/")
        assert "If the helper cannot come, look for someone else at once" in text
        page(client, f"{case.path}visit/check/", price="4900", replace_missing="on")
        wish.refresh_from_db()
        assert wish.replace_missing is True
