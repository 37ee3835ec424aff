"""A voucher pays a part of a visit: in the order, in the ledger, on receipts; and comes back when it was not needed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import translation

from kundenkreis.bills import actions as bills
from kundenkreis.bills import paper
from kundenkreis.bills.models import Bill
from kundenkreis.bills.tests.debts import on_credit
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.documents import actions as documents
from kundenkreis.documents import queries as papers
from kundenkreis.documents import words
from kundenkreis.documents.models import IssuedDocument
from kundenkreis.ledger.models import Entry, FundsHold, Payment
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.queries import statement, trial_balance
from kundenkreis.redress import queries as redress
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.models import Booking, Dispatch
from kundenkreis.stages.marketplace.tests.searches import asked, helpers_around
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import (
    ADDRESS,
    case_of,
    helper_jonas,
    order,
    take,
    wifi,
)
from kundenkreis.ui.tests.pdf import text_of
from kundenkreis.vouchers import actions as vouchers
from kundenkreis.vouchers import codes
from kundenkreis.vouchers.models import Voucher, VoucherRedemption


@pytest.fixture
def batch(mira, at):
    """Three codes for CHF 20 each."""
    return issued(mira, at)


def issued(mira, at, **more):
    values = {
        "title": "Brief", "amount": 2000, "count": 3, "once_each": False, "valid_from": at,
        "valid_until": at + timedelta(days=30), "by": mira, "at": at, **more,
    }  # fmt: skip
    return vouchers.issue(**values)


def wish_with(batch, person, at, number=1):
    case = case_of(person, at)
    wish = actions.ask(case, package=wifi(), postal_code="8004", by=person, at=at)
    return actions.use_voucher(wish, code=codes.code(batch, number), by=person, at=at)


def ordered(batch, vreni, jonas, at, number=1, **more):
    wish = wish_with(batch, vreni, at, number)
    helper = more.pop("helper", None) or helper_jonas(jonas, at)
    return order(wish.case, helper, at + timedelta(days=1, hours=1), at, **more)


def held(booking):
    return {
        row.subject.removeprefix(booking.subject): (row.payer_kind, row.open.amount, row.captured_amount, row.commission_amount)
        for row in FundsHold.objects.of(booking.subject)
    }  # fmt: skip


def uses(number=1):
    return Voucher.objects.get(number=number).used


@pytest.mark.slow
def test_the_voucher_pays_its_part_without_commission_and_the_books_balance(
    batch, vreni, jonas, at
):
    booking = ordered(batch, vreni, jonas, at)
    assert (booking.price, booking.voucher_amount, booking.own_money) == (4900, 2000, Money(2900, "CHF"))  # fmt: skip
    assert held(booking) == {
        "": ("customer", 2900, 0, 0),
        ":voucher": ("company", 2000, 0, 0),
    }
    assert uses() == 1
    for name in ("accept", "depart", "start", "complete", "sign_off"):
        booking = take(booking, name, at)
    assert held(booking) == {
        "": ("customer", 0, 2900, 435),
        ":voucher": ("company", 0, 2000, 0),
    }
    earned = Entry.objects.filter(account__kind="payable", account__owner=jonas)
    assert sum(row.amount for row in earned) == 4900 - 435
    assert sum(row.money.amount for row in trial_balance()) == 0
    with translation.override("en"):
        said = [line.words(vreni) for line in statement(booking.subject)]
    assert "A voucher of Alpenfon pays this." in said
    left = redress.left(booking.subject)
    assert left == Money(2900, "CHF"), "what a voucher paid is no money of hers"
    documents.issue(booking.subject, by=None, at=at + timedelta(days=2))
    receipt = IssuedDocument.objects.get(kind="receipt")
    assert receipt.amount == 2900
    with translation.override("en"):
        remarks = words.remarks(receipt, papers.lines_of(receipt))
    assert any("A voucher of Alpenfon paid" in line and "20.00" in line for line in remarks)
    credit = IssuedDocument.objects.get(kind="self_billing")
    assert credit.amount == 4900 - 435


@pytest.mark.slow
def test_a_whole_service_leaves_nothing_to_pay(mira, vreni, jonas, at):
    batch = issued(mira, at, amount=None)
    booking = ordered(batch, vreni, jonas, at)
    assert held(booking) == {":voucher": ("company", 4900, 0, 0)}
    for name in ("accept", "depart", "start", "complete", "sign_off"):
        booking = take(booking, name, at)
    assert held(booking) == {":voucher": ("company", 0, 4900, 0)}
    earned = Entry.objects.filter(account__kind="payable", account__owner=jonas)
    assert sum(row.amount for row in earned) == 4900


@pytest.mark.flow
@pytest.mark.parametrize(
    ("name", "actor"), [("refuse", "jonas"), ("cancel", "vreni"), ("expire", "")]
)
def test_a_visit_that_costs_nothing_gives_money_and_voucher_back(
    name, actor, batch, vreni, jonas, at
):
    booking = ordered(batch, vreni, jonas, at)
    booking = take(booking, name, at)
    assert {key: row[1:] for key, row in held(booking).items()} == {
        "": (0, 0, 0),
        ":voucher": (0, 0, 0),
    }
    assert uses() == 0
    assert VoucherRedemption.objects.get().returned_at
    assert (
        order(
            wish_with(batch, vreni, at).case, booking.helper, at + timedelta(days=2), at
        ).voucher_amount
        == 2000
    )


@pytest.mark.slow
def test_a_late_cancellation_takes_her_own_money_first(mira, batch, vreni, jonas, at):
    """Half of CHF 49 stays with the helper: her CHF 29 give it, so the voucher comes back."""
    booking = actions.accept(ordered(batch, vreni, jonas, at), by=jonas, at=at)
    late = booking.starts_at - timedelta(hours=2)
    actions.cancel(booking, by=vreni, at=late)
    assert held(booking) == {
        "": ("customer", 0, 2450, 368),
        ":voucher": ("company", 0, 0, 0),
    }
    assert uses() == 0
    whole = issued(mira, at, amount=None)
    booking = actions.accept(
        ordered(whole, vreni, jonas, at, helper=booking.helper), by=jonas, at=at
    )
    actions.cancel(booking, by=vreni, at=late)
    assert held(booking) == {":voucher": ("company", 0, 2450, 0)}
    assert VoucherRedemption.objects.filter(returned_at=None).count() == 1, "it was needed"


@pytest.mark.flow
def test_a_voucher_gone_meanwhile_is_said_and_nothing_is_ordered(
    mira, vreni, beat, jonas, at
):
    batch = issued(mira, at)
    helper = helper_jonas(jonas, at)
    wish = wish_with(batch, vreni, at)
    ordered(batch, beat, jonas, at, helper=helper)
    with pytest.raises(Refused) as refused:
        order(wish.case, helper, at + timedelta(days=2), at)
    assert refused.value.reason == "voucher_used"
    assert Booking.objects.count() == 1
    with pytest.raises(NotAllowed):
        actions.use_voucher(wish, code="", by=jonas, at=at)
    with pytest.raises(Invalid):
        actions.use_voucher(wish, code="AAAA-AAAA-AAAA", by=vreni, at=at)
    actions.use_voucher(wish, code="", by=vreni, at=at)
    assert order(wish.case, helper, at + timedelta(days=2), at).voucher_amount == 0


@pytest.mark.slow
def test_on_a_page_of_the_provider_only_the_rest_is_paid(alpenfon, batch, vreni, jonas, at):
    alpenfon.payment_methods = ["test_page"]
    alpenfon.save()
    booking = ordered(batch, vreni, jonas, at)
    payment = Payment.objects.get()
    assert (payment.amount, booking.awaits_payment) == (2900, True)
    assert held(booking) == {":voucher": ("company", 2000, 0, 0)}
    lapsed = actions.lapse(booking, by=None, at=booking.pay_by)
    assert lapsed.state == "expired"
    assert held(booking) == {":voucher": ("company", 0, 0, 0)}
    assert uses() == 0
    second = ordered(batch, vreni, jonas, at, helper=booking.helper)
    charge = Payment.objects.get(subject=second.subject)
    service.press(service.checkout(charge.ref), "paid", at=at)
    assert actions.pay(second, by=None, at=at).pay_by is None
    assert held(second)[""] == ("customer", 2900, 0, 0)


@pytest.mark.flow
def test_a_search_uses_it_and_gives_it_back(batch, vreni, at):
    helpers_around(1, at)
    wish = wish_with(batch, vreni, at)
    day = at + timedelta(days=1)
    window = (day.replace(hour=9), day.replace(hour=12))

    def search():
        return actions.search(wish.case, package=wifi(), windows=[window], postal_code="8004", address=ADDRESS, by=vreni, at=at)  # fmt: skip

    dispatch = search()
    assert (dispatch.voucher_amount, uses()) == (2000, 1)
    assert sorted(row.open.amount for row in FundsHold.objects.of(dispatch.subject)) == [
        2000,
        2900,
    ]
    actions.stop_search(dispatch, by=vreni, at=at)
    assert uses() == 0
    assert not [row for row in FundsHold.objects.all() if row.open]
    (offer,) = asked(search())
    booking = actions.claim(offer, by=offer.helper.person, at=at)
    assert booking.voucher_amount == 2000
    assert Dispatch.objects.latest("begun_at").voucher_amount == 2000


@pytest.mark.slow
def test_who_falls_out_is_replaced_with_the_same_voucher(batch, vreni, jonas, at):
    helpers_around(1, at)
    booking = actions.accept(ordered(batch, vreni, jonas, at), by=jonas, at=at)
    actions.cancel(booking, by=jonas, at=at)
    assert uses() == 0
    dispatch = actions.replace(booking, by=vreni, at=at)
    assert (dispatch.voucher_amount, uses()) == (2000, 1)


@pytest.mark.flow
def test_the_database_knows_what_a_voucher_paid(batch, vreni, jonas, at):
    booking = ordered(batch, vreni, jonas, at)
    hold = (
        f"update kundenkreis_fundshold set {{}} where subject = '{booking.voucher_subject}'"
    )
    attack("voucher_hold", hold.format("commission_amount = 1"))
    attack("booking_voucher", "update kundenkreis_booking set voucher_amount = 4901")


@pytest.mark.slow
def test_she_types_the_code_and_sees_what_is_left(mira, batch, vreni, jonas, at):
    whole = issued(mira, at, amount=None)
    case = case_of(vreni, at)
    wish = actions.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    helper = helper_jonas(jonas, at)
    actions.choose(wish, helper=helper, starts_at=at + timedelta(days=1, hours=1), address=ADDRESS, by=vreni, at=at)  # fmt: skip
    start = f"{case.path}visit/"
    with time_machine.travel(at, tick=False):
        hers = browser(vreni)
        assert "I have a voucher" in page(hers, f"{start}check/")
        wrong = page(hers, f"{start}voucher/", voucher="ABCD-EFGH-JKMN")
        assert "We do not know this code." in wrong
        assert 'value="ABCD-EFGH-JKMN"' in wrong
        shown = page(hers, f"{start}voucher/", voucher=codes.code(batch, 1))
        assert "Order help, binding – CHF\u00a029" in shown
        assert "Order without a voucher" in page(hers, f"{start}voucher/")
        assert "CHF\u00a049" in page(hers, f"{start}voucher/", without="1")
        shown = page(hers, f"{start}voucher/", voucher=codes.code(whole, 1))
        assert "Your voucher pays all of it." in shown
        api = hers.post(f"/api/v1/cases/{case.pk}/voucher", {"code": codes.code(batch, 2)}, content_type="application/json")  # fmt: skip
        assert api.json() == {"voucher": {"amount": 2000, "currency": "CHF"}, "left": {"amount": 2900, "currency": "CHF"}}  # fmt: skip
        vouchers.revoke(batch, by=mira, at=at)
        again = page(hers, f"{start}check/", price="4900", payment="test_card")
        assert "This voucher is not valid any more." in again
        assert "Order help, binding – CHF\u00a049" in again
        page(hers, f"{start}voucher/", voucher=codes.code(whole, 1))
        done = page(hers, f"{start}check/", price="4900", payment="test_card")
        assert "Your visit is ordered" in done
        booking = Booking.objects.get()
        assert "A voucher pays CHF\u00a049 of CHF\u00a049." in page(hers, booking.path)
        assert "Your voucher may be used again." in page(
            hers, f"{booking.path}cancellation/"
        )
        out = hers.get(f"/api/v1/bookings/{booking.pk}").json()
        assert out["voucher"] == {"amount": 4900, "currency": "CHF"}
        assert queries.live_bookings(case) == [booking]


@pytest.mark.slow
def test_a_bill_says_what_the_voucher_paid_and_who_pays_the_rest(
    alpenfon, batch, vreni, jonas, at
):
    on_credit(alpenfon)
    booking = ordered(batch, vreni, jonas, at, payment="invoice")
    for name in ("accept", "depart", "start", "complete", "sign_off"):
        booking = take(booking, name, at)
    bill = bills.issue(booking.subject, by=None, at=at)
    assert bill
    bill = Bill.objects.all().with_owed().get(pk=bill.pk)
    lines = list(bill.lines.select_related("hold__payee", "bill__brand"))
    said = text_of(paper.pdf(bill, lines, language="en"))
    assert "A voucher of Alpenfon paid CHF 20.00 more." in said.replace(
        "\u00a0", " "
    ).replace("\n", " ")
    assert paper.swiss(bill).debtor.data_list()[1] == ADDRESS["name"]
