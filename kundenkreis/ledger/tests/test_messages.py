"""Messages of payment services: signed, heard once, believed never."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from kundenkreis.core import scope
from kundenkreis.ledger import actions, signing
from kundenkreis.ledger.models import FundsHold, Journal, Payment, ProviderEvent
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.providers.test_page.models import TestMessage
from kundenkreis.ledger.tests.till import SUBJECT, chf
from tests.cast import make_brand, make_person

URL = "/provider-messages/test_page/"


def begin(vreni, jonas, at, **other):
    """Vreni is sent to the test page to pay CHF 49."""
    words = {"subject": SUBJECT, "amount": chf(4900), "payer": vreni, "payee": jonas, "provider": "test_page",
             "back": "http://localhost/", "pay_by": at + timedelta(minutes=30), "idem": "one", "by": vreni, "at": at}  # fmt: skip
    return actions.begin_payment(**{**words, **other})


def press(payment, choice, at):
    return service.press(service.checkout(payment.ref), choice, at=at)


def told(payment, event="evt_1", **other):
    about = {"id": payment.ref, "amount": payment.amount, "currency": "CHF"}
    message = {"id": event, "type": "payment.held", "payment": {**about, **other}}
    return json.dumps(message).encode()


def post(body, signature, host="alpenfon.localhost"):
    return Client(headers={"host": host}, enforce_csrf_checks=True).post(
        URL, body, content_type="application/json", headers={"Test-Signature": signature}
    )


@pytest.fixture
def now():
    from kundenkreis.core.clock import now

    return now()


@pytest.fixture
def payment(db, alpenfon, vreni, jonas, now):
    return begin(vreni, jonas, now)


@pytest.mark.flow
def test_a_signed_message_makes_us_look_and_the_money_is_held_once(payment, now):
    body = told(payment)
    assert post(body, signing.sign(body, service.secret(), at=now)).status_code == 204
    assert FundsHold.objects.count() == 0, "it was only a hint: nobody has paid"
    press(payment, "paid", now)
    body = told(payment, "evt_2")
    for _again in range(3):
        assert post(body, signing.sign(body, service.secret(), at=now)).status_code == 204
    assert (FundsHold.objects.get().amount, Journal.objects.count()) == (4900, 1)
    assert ProviderEvent.objects.count() == 2


@pytest.mark.flow
def test_forged_old_and_wrong_messages_change_nothing(payment, now):
    press(payment, "paid", now)
    body, secret = told(payment), service.secret()
    other_amount = told(payment, amount=1)
    stranger = told(payment, id="nobody")
    right = signing.sign(body, secret, at=now)
    attacks = {
        "unsigned": (body, ""),
        "nonsense": (body, "t=x,v1=y,é"),
        "wrong key": (body, signing.sign(body, "other", at=now)),
        "empty key": (body, signing.sign(body, "", at=now)),
        "of another body": (told(payment, "evt_9"), right),
        "no time": (body, right.partition(",")[2]),
        "other time": (body, right.replace("t=", "t=1")),
        "too old": (body, signing.sign(body, secret, at=now - timedelta(minutes=6))),
        "from the future": (
            body,
            signing.sign(body, secret, at=now + timedelta(minutes=6)),
        ),
        "another amount": (other_amount, signing.sign(other_amount, secret, at=now)),
        "unknown charge": (stranger, signing.sign(stranger, secret, at=now)),
        "no JSON": (b"\x00{", signing.sign(b"\x00{", secret, at=now)),
        "no payment": (b"{}", signing.sign(b"{}", secret, at=now)),
    }
    answers = {name: post(*attack).status_code for name, attack in attacks.items()}
    assert answers == dict.fromkeys(attacks, 400)
    assert (
        FundsHold.objects.count(),
        Journal.objects.count(),
        ProviderEvent.objects.count(),
    ) == (0, 0, 0)
    payment.refresh_from_db()
    assert payment.is_open
    old_but_good = signing.sign(body, secret, at=now - timedelta(minutes=4))
    assert post(body, old_but_good).status_code == 204


@pytest.mark.parametrize("name", ["company", "test_card", "nobody"])
def test_who_sends_no_messages_has_no_address(name, alpenfon):
    answer = Client(headers={"host": "alpenfon.localhost"}).post(
        f"/provider-messages/{name}/", b"{}", content_type="application/json"
    )
    assert answer.status_code == 404


@pytest.mark.flow
def test_a_message_to_another_brands_address_finds_its_payment(payment, now):
    make_brand("seeland", "Seeland", now)
    press(payment, "paid", now)
    body = told(payment)
    answer = post(
        body, signing.sign(body, service.secret(), at=now), host="seeland.localhost"
    )
    assert (answer.status_code, FundsHold.objects.count()) == (204, 1)


@pytest.mark.flow
@pytest.mark.parametrize("choice", ["paid", "repeated", "disordered", "late"])
def test_whatever_way_the_messages_take_the_money_is_held_once(payment, choice, now):
    press(payment, choice, now)
    messages = list(TestMessage.objects.select_related("checkout").order_by("due_at", "id"))
    assert len(messages) >= 2
    for message in messages:
        moment = max(message.due_at, now)
        body, headers = service.written(message, at=moment)
        with scope.inside(payment.brand_id):
            hint = actions_hint(body, headers, moment)
            actions.hear("test_page", hint, by=None, at=moment)
    assert (FundsHold.objects.count(), Journal.objects.count()) == (1, 1)
    payment.refresh_from_db()
    assert payment.end == "held"


def actions_hint(body, headers, at):
    from kundenkreis.ledger.socket import PROVIDERS

    return PROVIDERS["test_page"].listen(body, headers, at=at)


@pytest.mark.parametrize("choice", ["declined", "cancelled"])
def test_a_declined_payment_ends_without_money(payment, choice, now):
    press(payment, choice, now)
    payment = actions.follow_payment(payment, by=None, at=now)
    assert (payment.end, Journal.objects.count()) == ("failed", 0)


@pytest.mark.flow
def test_the_page_of_the_test_service_decides_once_and_trusts_no_session(
    payment, vreni, now
):
    client = Client(headers={"host": "alpenfon.localhost"})
    page = f"/test-payments/{payment.ref}/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"choice": "everything"}).status_code == 200
    answer = client.post(page, {"choice": "paid"})
    assert (answer.status_code, answer["Location"]) == (303, "http://localhost/")
    client.post(page, {"choice": "declined"})
    assert service.checkout(payment.ref).choice == "paid"
    assert client.get("/test-payments/other/").status_code == 404


@pytest.mark.slow
def test_the_same_message_20_times_at_once_counts_once(committed_db, now):
    alpenfon = make_brand("alpenfon", "Alpenfon", now)
    with scope.inside(alpenfon.pk):
        payment = begin(make_person("Vreni", now), make_person("Jonas", now), now)
        press(payment, "paid", now)
    body = told(payment)
    header = signing.sign(body, service.secret(), at=now)
    answers = committed_db.together(20, lambda number: post(body, header).status_code)
    assert answers == [204] * 20
    with scope.inside(alpenfon.pk):
        assert (FundsHold.objects.count(), Journal.objects.count()) == (1, 1)
    assert ProviderEvent.objects.count() == 1


@pytest.mark.slow
def test_many_ways_to_hear_of_one_payment_at_once_hold_it_once(committed_db, now):
    alpenfon = make_brand("alpenfon", "Alpenfon", now)
    with scope.inside(alpenfon.pk):
        payment = begin(make_person("Vreni", now), make_person("Jonas", now), now)
        press(payment, "paid", now)

    def either(number):
        with scope.inside(alpenfon.pk):
            if number % 2:
                return actions.end_payment(subject=SUBJECT, by=None, at=now)
            return bool(actions.follow_payment(Payment.objects.get(), by=None, at=now).end)

    assert committed_db.together(16, either) == [True] * 16
    with scope.inside(alpenfon.pk):
        assert FundsHold.objects.get().open.amount == 4900
