"""Between the page and the button a price changed: the shown one counts, or the same page asks again."""

from datetime import timedelta

import pytest
import time_machine

from kundenkreis.brands.models import Brand, ServicePackage
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperPackage
from kundenkreis.ledger.models import FundsHold
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.actions.requests import price_of
from kundenkreis.stages.marketplace.models import Booking, Dispatch
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of, take, wifi


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


def dearer_by_own_rate(helper, mira, at):
    """Jonas asks CHF 60 an hour from now on; the package of an hour cost CHF 49."""
    helpers.allow_rates(least=2000, most=9000, by=mira, at=at)
    helpers.ask_rate(helper, rate=6000, by=helper.person, at=at)


def dearer_by_package(helper, mira, at):
    """The brand asks CHF 59 for the service."""
    ServicePackage.objects.filter(slug="wifi").update(price=5900)
    HelperPackage.objects.filter(helper=helper).update(price=5900)


CHANGES = [dearer_by_own_rate, dearer_by_package]


def at_the_check(vreni, helper, at):
    """Everything is chosen; her page shows CHF 49."""
    case = case_of(vreni, at)
    wish = actions.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    starts_at = at + timedelta(days=1, hours=1)
    actions.choose(
        wish, helper=helper, starts_at=starts_at, address=ADDRESS, by=vreni, at=at
    )
    return f"{case.path}visit/check/"


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_the_same_page_asks_again_with_the_new_price(change, vreni, jonas_helps, mira, at):
    hers, check = browser(vreni), at_the_check(vreni, jonas_helps, at)
    assert "binding – CHF\u00a049" in page(hers, check)
    change(jonas_helps, mira, at)
    now = price_of(jonas_helps, wifi())
    assert now > 4900
    asked = page(hers, check, price="4900", payment="test_card", once="1")
    assert "The price has changed to CHF" in asked
    assert f'name="price" value="{now}"' in asked
    assert not Booking.objects.exists()
    assert not FundsHold.objects.exists()
    page(hers, check, price=str(now), payment="test_card", once="2")
    assert FundsHold.objects.get().amount == Booking.objects.get().price == now


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_an_agreed_visit_keeps_the_price_it_was_booked_at(change, held, vreni, mira, at):
    change(held.helper, mira, at)
    booking = actions.accept(held, by=held.helper.person, at=at)
    assert (booking.price, FundsHold.objects.get(subject=held.subject).amount) == (
        4900,
        4900,
    )


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_the_api_says_the_new_price_and_books_at_no_other(
    change, vreni, jonas_helps, mira, at
):
    hers, case = Api(vreni, at), case_of(vreni, at)
    body = {
        "case": str(case.pk), "package": "wifi", "helper": str(jonas_helps.pk), "starts_at": (at + timedelta(days=1, hours=1)).isoformat(),
        "address": f"{ADDRESS['street']}, 8004 Zürich", "contact": {"name": "V", "phone": "1"}, "price": {"amount": 4900, "currency": "CHF"},
    }  # fmt: skip
    change(jonas_helps, mira, at)
    now = price_of(jonas_helps, wifi())
    said = hers.post("bookings", body, 409)
    assert said["reason"] == "price_changed"
    assert f"{now / 100:.2f}".rstrip("0").rstrip(".") in said["detail"].replace(
        "\u00a0", " "
    )
    assert not Booking.objects.exists()
    made = hers.post("bookings", {**body, "price": {"amount": now, "currency": "CHF"}})
    assert made["price"]["amount"] == now


@pytest.mark.slow
def test_whoever_can_come_first_is_asked_about_again_too(vreni, jonas_helps, mira, at):
    case = case_of(vreni, at)
    wish = actions.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    start = at + timedelta(days=1)
    actions.choose(
        wish,
        windows=[(start, start + timedelta(hours=4))],
        address=ADDRESS,
        by=vreni,
        at=at,
    )
    hers, check = browser(vreni), f"{case.path}visit/check/"
    assert 'name="price" value="4900"' in page(hers, check)
    dearer_by_package(jonas_helps, mira, at)
    asked = page(hers, check, price="4900", payment="test_card", once="1")
    assert "The price has changed to CHF" in asked
    assert 'name="price" value="5900"' in asked
    assert not Dispatch.objects.exists()
    page(hers, check, price="5900", payment="test_card", once="2")
    assert Dispatch.objects.get().price == 5900


@pytest.mark.slow
def test_the_brands_share_is_that_of_the_booking(held, vreni, alpenfon, at):
    Brand.objects.update(commission_percent=40, cancellation_steps=[[0, 100]])
    closed = held
    for name in ("accept", "depart", "start", "complete", "sign_off"):
        closed = take(closed, name, at)
    assert FundsHold.objects.get(subject=held.subject).commission_amount == 735, (
        "15 percent, as booked"
    )


def test_the_terms_of_a_booking_stay_in_the_database(held):
    for change in (
        "cancellation = '[[0, 100]]'",
        "payer = 'company'",
        "commission_percent = 40",
    ):
        attack("booking_terms_kept", f"update kundenkreis_booking set {change}")
    attack(
        "booking_commission",
        "insert into kundenkreis_booking select (jsonb_populate_record(b, '{\"commission_percent\": 101}')).* from kundenkreis_booking b",
    )
