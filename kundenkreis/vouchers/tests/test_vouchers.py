"""Vouchers: issued, found by their code, refused with a reason, revoked; used as often as they may be and no more."""

from datetime import timedelta

import psycopg
import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.test import Client

from kundenkreis.brands.models import PostalCode, ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused, TooMany
from kundenkreis.vouchers import actions, codes
from kundenkreis.vouchers.models import (
    Voucher,
    VoucherBatch,
    VoucherMiss,
    VoucherRedemption,
)
from kundenkreis.vouchers.personal_data import VouchersData
from tests.cast import PLACES, make_brand, make_person

PRICE = Money(4900, "CHF")
HOST = "alpenfon.localhost"


def wifi():
    return ServicePackage.objects.select_related("brand").get(slug="wifi")


def browser(person):
    client = Client(headers={"host": HOST, "accept-language": "en"})
    client.force_login(person)
    return client


def page(client, path, **form):
    answer = client.post(path, form, follow=True) if form else client.get(path, follow=True)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def attack(law, statement):
    """The statement is refused by the law of this name."""
    with (
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert isinstance(refused.value.__cause__, psycopg.Error)
    assert refused.value.__cause__.diag.constraint_name == law


def issued(mira, at, **more):
    values = {
        "title": "Frühling", "amount": 2000, "count": 3, "valid_from": at, "valid_until": at + timedelta(days=30),
        "by": mira, "at": at, **more,
    }  # fmt: skip
    return actions.issue(**values)


def found(batch, person, at, *, number=1, package=None):
    typed = codes.code(batch, number)
    return actions.find(typed, package=package or wifi(), person=person, by=person, at=at)


def redeemed(batch, person, at, subject, *, number=1):
    voucher = found(batch, person, at, number=number)
    return actions.redeem(voucher, subject=subject, price=PRICE, package=wifi(), person=person, by=person, at=at)  # fmt: skip


def test_codes_are_derived_readable_and_all_different(mira, vreni, at):
    batch = issued(mira, at, count=50)
    every = list(codes.codes(batch))
    assert len(set(every)) == 50
    assert all(len(code) == 14 and code[4] == code[9] == "-" for code in every)
    assert Voucher.objects.filter(fingerprint__in=every).count() == 0, "no code is stored"
    assert list(codes.codes(VoucherBatch.objects.get())) == every
    typed = every[0].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert found(batch, vreni, at) == actions.find(
        typed, package=wifi(), person=vreni, by=vreni, at=at
    )


def test_only_managers_issue_and_only_what_makes_sense(mira, reto, at):
    with pytest.raises(NotAllowed):
        issued(reto, at)
    for wrong in (
        {"title": " "}, {"amount": 0}, {"amount": 10**9}, {"count": 0}, {"count": 5001}, {"uses": 0},
        {"valid_until": at}, {"valid_from": at - timedelta(days=9), "valid_until": at - timedelta(days=1)},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            issued(mira, at, **wrong)


def test_each_no_has_its_reason(mira, vreni, beat, at):
    def reason(batch, moment=at, package=None, person=vreni):
        with pytest.raises(Refused) as refused:
            found(batch, person, moment, package=package)
        return refused.value.reason

    other = ServicePackage.objects.get(slug="computer-help")
    batch = issued(mira, at, package=wifi(), valid_from=at + timedelta(days=1))
    later = at + timedelta(days=2)
    assert reason(batch) == "voucher_early"
    assert reason(batch, at + timedelta(days=30)) == "voucher_expired"
    assert reason(batch, later, other) == "voucher_other_package"
    redeemed(batch, vreni, later, "booking:1")
    assert reason(batch, later) == "voucher_once"
    assert reason(batch, later, person=beat) == "voucher_used"
    actions.revoke(batch, by=mira, at=later)
    assert reason(batch, later, person=beat) == "voucher_revoked"
    with pytest.raises(NotAllowed):
        actions.revoke(batch, by=vreni, at=later)


def test_a_returned_voucher_may_be_used_again_and_is_returned_once(mira, vreni, at):
    batch = issued(mira, at)
    redeemed(batch, vreni, at, "booking:1")
    assert Voucher.objects.get(number=1).used == 1
    assert actions.give_back(subject="booking:1", by=None, at=at)
    assert not actions.give_back(subject="booking:1", by=None, at=at)
    assert Voucher.objects.get(number=1).used == 0
    assert redeemed(batch, vreni, at, "booking:2").amount == 2000


@pytest.mark.flow
def test_who_guesses_is_stopped_after_ten_and_may_go_on_an_hour_later(
    mira, vreni, beat, at
):
    batch = issued(mira, at)
    for _number in range(10):
        with pytest.raises(Invalid) as refused:
            actions.find("AAAA-BBBB-CCCC", package=wifi(), person=vreni, by=vreni, at=at)
        assert refused.value.reason == "unknown_voucher"
    with pytest.raises(TooMany):
        found(batch, vreni, at)
    assert found(batch, beat, at)
    assert found(batch, vreni, at + timedelta(hours=1, minutes=1))
    VouchersData().forget(vreni, at=at)
    assert not VoucherMiss.objects.exists()


def test_the_database_counts_and_keeps(mira, vreni, beat, at):
    batch = issued(mira, at, uses=1)
    row = redeemed(batch, vreni, at, "booking:1")
    table = "kundenkreis_voucherredemption"
    attack("voucher_kept", "update kundenkreis_voucher set used = 0")
    attack("voucher_kept", "update kundenkreis_voucher set uses = 9")
    attack("voucher_redemption_kept", f"update {table} set amount = 1")
    copy = f"insert into {table} (id, brand_id, batch_id, voucher_id, subject, person_id, once_each, amount, currency, at) select gen_random_uuid(), brand_id, batch_id, {{voucher}}, {{subject}}, {{person}}, false, {{amount}}, currency, {{at}} from {table}"
    same = {
        "voucher": "voucher_id",
        "subject": "'booking:2'",
        "person": f"'{beat.pk}'",
        "amount": "amount",
        "at": "at",
    }
    another = f"{Voucher.objects.get(number=2).pk}"
    attack("voucher_not_overused", copy.format(**same))
    attack(
        "voucher_once_each",
        copy.format(**same | {"voucher": another, "person": "person_id"}),
    )
    attack(
        "one_voucher_a_subject",
        copy.format(**same | {"voucher": another, "subject": "subject"}),
    )
    attack(
        "voucher_redeemable", copy.format(**same | {"voucher": another, "amount": "2001"})
    )
    attack(
        "voucher_redeemable",
        copy.format(**same | {"voucher": another, "at": "at + interval '31 days'"}),
    )
    assert VoucherRedemption.objects.get() == row


@pytest.mark.slow
def test_managers_issue_fetch_and_revoke_on_pages_and_by_the_api(mira, reto, vreni, at):
    with time_machine.travel(at, tick=False):
        hers = browser(mira)
        for person in (reto, vreni):
            assert browser(person).get("/vouchers/").status_code == 404
        assert "No vouchers yet." in page(hers, "/vouchers/")
        form = {"title": "Brief", "worth": "part", "amount": "20", "count": "2", "uses": "1", "package": "any", "valid_from": "10.03.2026", "valid_until": "31.03.2026", "once_each": "on"}  # fmt: skip
        assert "Please type an amount." in page(
            hers, "/vouchers/new/", **form | {"amount": ""}
        )
        assert "Fetch the codes" in page(hers, "/vouchers/new/", **form)
        batch = VoucherBatch.objects.get()
        assert batch.valid_until.isoformat() == "2026-03-31T22:00:00+00:00"
        rows = hers.get(f"{batch.path}codes.csv").content.decode().splitlines()
        assert [row.split(",")[1] for row in rows[1:]] == list(codes.codes(batch))
        one = f"/api/v1/voucher-batches/{batch.pk}"
        assert hers.get(f"{one}/codes.csv").content.decode().splitlines() == rows
        assert browser(reto).get(f"{one}/codes.csv").status_code == 403
        body = {"title": "API", "amount": None, "count": 1, "package": "wifi", "valid_from": at.isoformat(), "valid_until": (at + timedelta(days=1)).isoformat()}  # fmt: skip
        made = hers.post("/api/v1/voucher-batches", body, content_type="application/json")
        assert (made.status_code, made.json()["amount"], made.json()["package"]) == (
            201,
            None,
            "wifi",
        )
        assert len(hers.get("/api/v1/voucher-batches").json()["items"]) == 2
        assert "Revoked on" in page(hers, f"{batch.path}revocation/", once="1")
        path = f"/api/v1/voucher-batches/{made.json()['id']}/revocation"
        revoked = hers.post(path, {}, content_type="application/json")
        assert (revoked.status_code, revoked.json().get("reason")) == (201, None)
        assert revoked.json()["revoked_at"]


@pytest.mark.slow
def test_fifty_at_once_get_what_there_is(committed_db, at):
    """One code for three visits, and fifty people with it."""
    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        batch = issued(make_person("Mira", at, "manager"), at, uses=3)
        people = [make_person(f"Kundin{number}", at) for number in range(50)]

        def act(number):
            with scope.inside(brand.pk):
                return redeemed(batch, people[number], at, f"booking:{number}")

        results = committed_db.together(50, act)
        taken = [row for row in results if isinstance(row, VoucherRedemption)]
        reasons = {row.reason for row in results if isinstance(row, Refused)}
        assert (len(taken), reasons) == (3, {"voucher_used"})
        assert Voucher.objects.get(number=1).used == 3
        assert [
            row.used for row in VoucherBatch.objects.annotate(used=Sum("codes__used"))
        ] == [3]
