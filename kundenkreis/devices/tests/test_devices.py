"""Devices: keys shown once, signatures that count once, faults kept once, and what did not help becomes a case."""

from datetime import timedelta
from typing import Any

import pytest

from kundenkreis.cases.models import Case, Message
from kundenkreis.core import clock, scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.devices import actions, keys, queries
from kundenkreis.devices.actions.reporting import NotSigned
from kundenkreis.devices.models import Device, DeviceIssue, DeviceNonce
from kundenkreis.devices.personal_data import DevicesData
from kundenkreis.devices.tests.signing import PATH, admitted, sent
from kundenkreis.guides import actions as guides
from kundenkreis.guides.tests.conftest import walked
from kundenkreis.guides.tests.test_guides import attack
from kundenkreis.signposts import actions as signposts
from tests.cast import make_brand, make_person


def test_a_signature_counts_once_and_only_from_the_device_itself(box, mira, at):
    assert admitted(box, at) == box
    with pytest.raises(Refused) as refused:
        admitted(box, at)
    assert refused.value.reason == "replayed"
    other = Device.objects.get(number=2)
    assert admitted(other, at) == other, "another device may use the same word"
    good = sent(box, at, nonce="m" * 16)
    place = {"method": "POST", "path": PATH, "body": b"", "by": None, "at": at}
    for wrong in (
        {"signature": "0" * 64},
        {
            "signature": keys.signature(
                "x",
                method="POST",
                path=PATH,
                time=good["time"],
                nonce=good["nonce"],
                body=b"",
            )
        },
        {"device": str(other.pk)},
        {"device": "x"},
        {"time": "x"},
        {"time": "9" * 30},
        {"nonce": "short"},
        {"nonce": "x" * 16},
        {"body": b"x"},
        {"path": "/api/v1/x"},
        {"method": "PUT"},
    ):
        with pytest.raises(NotSigned) as no:
            actions.admit(**{**good, **place, **wrong})
        assert no.value.reason == "bad_signature"
    assert actions.admit(**good, **place) == box, "a refused one was not used up"
    actions.revoke(box, by=mira, at=at)
    with pytest.raises(NotSigned):
        admitted(box, at, nonce="o" * 16)


def test_a_wrong_clock_is_told_the_right_time(box, at):
    for minutes in (-6, 6):
        with pytest.raises(NotSigned) as refused:
            admitted(box, at + timedelta(minutes=minutes), now=at)
        assert refused.value.reason == "clock"
        assert "2026-03-10T08:00:00+00:00" in refused.value.sentence
    assert admitted(box, at - timedelta(minutes=5), now=at)
    actions.tidy(by=None, at=at + timedelta(minutes=9))
    assert DeviceNonce.objects.count() == 1
    actions.tidy(by=None, at=at + timedelta(minutes=11))
    assert not DeviceNonce.objects.exists()


def test_keys_are_shown_once_and_never_stored(mira, reto, at):
    with pytest.raises(NotAllowed):
        actions.make(title="X", product="p", count=1, by=reto, at=at)
    wrongs: list[dict[str, Any]] = [
        {"title": ""},
        {"product": "!"},
        {"count": 0},
        {"count": 5001},
    ]
    for wrong in wrongs:
        with pytest.raises(Invalid):
            actions.make(
                **{"title": "X", "product": "p", "count": 1, **wrong}, by=mira, at=at
            )
    batch = actions.make(title="X", product="P 1", count=3, by=mira, at=at)
    rows = actions.fetch(batch, by=mira, at=at)
    assert [device.number for device, _secret in rows] == [1, 2, 3]
    assert len({secret for _device, secret in rows}) == 3
    for device, secret in rows:
        assert secret not in str(list(Device.objects.filter(pk=device.pk).values()))
        assert admitted(device, at, secret=secret) == device
    with pytest.raises(Refused):
        actions.fetch(batch, by=mira, at=at)
    actions.revoke_all(batch, by=mira, at=at)
    assert not Device.objects.filter(revoked_at=None).exists()


def test_the_same_fault_again_is_the_same_issue_until_it_is_gone(box, at):
    def report(later=0, **more):
        fault = {"domain": "DSL", "code": "E 12", "severity": "error", **more}
        return actions.report(box, **fault, by=None, at=at + timedelta(hours=later))

    first = report()
    again = report(2, severity="critical", firmware="3.0")
    assert (again.pk, again.times, again.severity, again.firmware) == (
        first.pk,
        2,
        "critical",
        "3.0",
    )
    assert (again.first_seen_at, again.last_seen_at) == (at, at + timedelta(hours=2))
    actions.gone(again, by=None, at=at + timedelta(hours=3))
    assert report(4).pk != first.pk
    for wrong in ({"domain": ""}, {"code": "///"}, {"severity": "bad"}):
        with pytest.raises(Invalid):
            report(**wrong)
    (row,) = [row for row in queries.faults(since=at) if row["firmware"] == "3.0"]
    assert (row["device__product"], row["devices"], row["reports"], row["open"]) == (
        "alpenbox-3",
        1,
        2,
        0,
    )
    actions.tidy(by=None, at=at + timedelta(days=181))
    assert not DeviceIssue.objects.exists()


@pytest.mark.flow
def test_what_did_not_help_becomes_a_case_with_its_context(box, red_light, at):
    signposts.put_up(
        product="alpenbox-3", topic="red-light", guide=red_light.family, by=None, at=at
    )
    issue = actions.report(
        box,
        domain="dsl",
        code="red-light",
        severity="error",
        firmware="2.4.1",
        by=None,
        at=at,
    )
    walk = walked(guides.walk(red_light, by=None, at=at), 1, 1, at=at)
    case, key = actions.not_helped(
        issue, language="de", walk=walk.pk, tried=["Kabel geprüft"], by=None, at=at
    )
    assert case.title == red_light.title
    assert (case.product, case.channel, case.customer.is_guest) == (
        "alpenbox-3",
        "api",
        True,
    )
    assert "2.4.1" in case.text
    assert "dsl/red-light" in case.text
    said = "\n".join(Message.objects.order_by("pk").values_list("text", flat=True))
    assert "1. Leuchtet ein Lämpchen rot? – Ja" in said
    assert "- Kabel geprüft" in said
    again, other = actions.not_helped(issue, language="de", by=None, at=at)
    assert again == case
    assert key != other
    assert Case.objects.count() == 1
    issue = DeviceIssue.objects.get()
    with pytest.raises(NotFound):
        actions.not_helped(
            actions.report(box, domain="x", code="y", severity="warning", by=None, at=at),
            language="de",
            walk=walk.pk,
            by=None,
            at=at,
        )
    assert DevicesData().export(case.customer)["device_faults"][0]["code"] == "red-light"
    DevicesData().forget(case.customer, at=at)
    assert DeviceIssue.objects.get(pk=issue.pk).case is None


def test_the_database_keeps_devices(box, mira, seeland, at):
    admitted(box, at)
    actions.report(box, domain="a", code="b", severity="error", by=None, at=at)
    actions.fetch(box.batch, by=mira, at=at)
    table = "kundenkreis_device"
    attack("device_kept", f"update {table} set fingerprint = 'x'")
    attack(
        "device_number",
        f"insert into {table} (id, brand_id, batch_id, number, product, fingerprint) select gen_random_uuid(), brand_id, batch_id, 1, 'x', 'x' from {table} limit 1",
    )
    attack("device_revoked_by", f"update {table} set revoked_at = now()")
    attack("device_keys_fetched_once", f"update {table}batch set fetched_at = null")
    attack("device_batch_count", f"update {table}batch set count = 0")
    attack(
        "device_nonce_once",
        f"insert into {table}nonce (brand_id, device_id, nonce, at) select brand_id, device_id, nonce, at from {table}nonce",
    )
    attack(
        "one_issue_a_fault",
        f"insert into {table}issue (id, brand_id, device_id, domain, code, severity, firmware, first_seen_at, last_seen_at, times) select gen_random_uuid(), brand_id, device_id, domain, code, severity, firmware, first_seen_at, last_seen_at, 1 from {table}issue",
    )
    attack(
        "issue_seen_in_order",
        f"update {table}issue set last_seen_at = first_seen_at - interval '1 day'",
    )
    attack("nonce_of_brand", f"update {table}nonce set brand_id = {seeland.pk}")
    attack("issue_of_brand", f"update {table}issue set brand_id = {seeland.pk}")
    attack(
        "device_of_brand", f"update {table} set brand_id = {seeland.pk} where number = 2"
    )
    actions.set_screen(ancestors=[], by=mira, at=at)
    attack(
        "screen_rules_once",
        "insert into kundenkreis_screenrules (brand_id, ancestors) select brand_id, ancestors from kundenkreis_screenrules",
    )
    actions.revoke(box, by=mira, at=at)
    attack("device_kept", f"update {table} set revoked_at = null, revoked_by_id = null")
    attack(
        "device_revoked_is_silent",
        f"insert into {table}nonce (brand_id, device_id, nonce, at) values ({box.brand_id}, '{box.pk}', 'x', now())",
    )


@pytest.mark.slow
def test_of_twenty_replays_at_once_one_counts(committed_db):
    at = clock.now()
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        mira = make_person("Mira", at, "manager")
        device = actions.make(title="X", product="p", count=1, by=mira, at=at).devices.get()

    def replay(number):
        with scope.inside(brand.pk):
            admitted(device, at)
            return actions.report(
                device, domain="a", code="b", severity="error", by=None, at=at
            ).pk

    results = committed_db.together(20, replay)
    refused = [each for each in results if isinstance(each, Refused)]
    assert {each.reason for each in refused} == {"replayed"}
    assert len(refused) == 19

    def fresh(number):
        with scope.inside(brand.pk):
            admitted(device, at, nonce=f"nonce-number-{number:04d}")
            return actions.report(
                device, domain="a", code="b", severity="error", by=None, at=at
            ).pk

    assert len(set(committed_db.together(20, fresh))) == 1
    with scope.inside(brand.pk):
        assert DeviceIssue.objects.get().times == 21
        batch = actions.make(title="Y", product="p", count=1, by=mira, at=at)

    def fetch(number):
        with scope.inside(brand.pk):
            return actions.fetch(batch, by=mira, at=at)

    assert sum(isinstance(each, list) for each in committed_db.together(8, fetch)) == 1
