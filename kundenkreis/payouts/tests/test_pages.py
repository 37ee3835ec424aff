"""Doors: batches for staff, one's own account and payouts, the file for the bank."""

import re
from datetime import timedelta
from xml.etree.ElementTree import fromstring

import pytest

from kundenkreis.payouts import actions
from kundenkreis.payouts.models import Payout, PayoutAccount, PayoutRules
from kundenkreis.payouts.personal_data import PayoutsData
from kundenkreis.payouts.tests.wages import IBAN, OTHER_IBAN, account, batch, earn

pytestmark = pytest.mark.usefixtures("db")
N = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"


@pytest.fixture
def see(client):
    def get(person, path, method="get", **data):
        client.force_login(person)
        return getattr(client, method)(path, data, headers={"accept-language": "en"})

    return get


@pytest.mark.flow
def test_two_people_pay_out(see, vreni, jonas, mira, reto, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    assert "Prepare 1 payout" in see(mira, "/payouts/").text
    path = see(mira, "/payouts/batches/", "post")["Location"]
    assert "Somebody else must release it." in see(mira, path).text
    assert "Somebody else must release it." in see(mira, f"{path}release/", "post").text
    assert see(mira, f"{path}transfer-file/").status_code == 404
    assert see(reto, f"{path}release/", "post").status_code == 303
    assert "Released by Reto" in see(mira, path).text


@pytest.mark.flow
def test_the_file_for_the_bank_says_who_gets_what(see, vreni, jonas, aylin, mira, reto, at):
    PayoutRules.objects.create(holder="Alpenfon AG", iban="CH9300762011623852957")
    earn(vreni, jonas, at, "booking:1")
    earn(vreni, aylin, at, "booking:2")
    account(jonas, at)
    account(aylin, at, OTHER_IBAN)
    made = batch(mira, reto, at)
    answer = see(mira, f"{made.path}transfer-file/")
    root = fromstring(answer.content)  # noqa: S314 - our own
    assert root.findtext(f".//{N}GrpHdr/{N}CtrlSum") == "83.30"
    assert root.findtext(f".//{N}GrpHdr/{N}NbOfTxs") == "2"
    amounts = [(row.get("Ccy"), row.text) for row in root.iter(f"{N}InstdAmt")]
    assert amounts == [("CHF", "41.65")] * 2
    ibans = {row.text for row in root.iter(f"{N}IBAN")}
    assert ibans == {"CH9300762011623852957", "DE89370400440532013000"}
    assert [row.text for row in root.iter(f"{N}EndToEndId")] == sorted(
        Payout.objects.values_list("reference", flat=True)
    )
    assert "pain001" in answer["Content-Disposition"]


@pytest.mark.flow
def test_a_returned_transfer_is_noted_by_staff(see, vreni, jonas, mira, reto, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    payout = actions.send(batch(mira, reto, at).payouts.get(), at=at)
    see(mira, f"/payouts/{payout.pk}/confirmation/", "post")
    see(mira, f"/payouts/{payout.pk}/return/", "post", reason="Konto unbekannt")
    assert Payout.objects.get().state == "returned"
    assert "Konto unbekannt" in see(mira, payout.batch.path).text
    assert (
        "not possible now" in see(mira, f"/payouts/{payout.pk}/confirmation/", "post").text
    )


@pytest.mark.flow
def test_a_person_names_her_account_and_sees_it_masked(see, jonas, at):
    assert "We do not know your bank account" in see(jonas, "/my-payouts/").text
    wrong = see(jonas, "/payout-account/", "post", holder="Jonas", iban="CH00")
    assert "This is not a valid IBAN." in wrong.text
    assert (
        see(jonas, "/payout-account/", "post", holder="Jonas", iban=IBAN).status_code == 303
    )
    page = see(jonas, "/payout-account/").text
    assert "CH93 •••• 2957" in page
    assert "0076" not in page.replace("Example: CH93 0076 2011 6238 5295 7", "")
    see(jonas, "/payout-account/", "post", holder="Jonas", iban=OTHER_IBAN)
    assert "Changed not long ago" in see(jonas, "/payout-account/").text


@pytest.mark.flow
def test_customers_and_helpers_find_no_batches(see, vreni, jonas, beat, at):
    earn(vreni, jonas, at)
    for person in (vreni, jonas, beat):
        assert see(person, "/payouts/").status_code == 404
        assert see(person, "/payouts/batches/", "post").status_code == 404


@pytest.mark.flow
def test_the_api_tells_of_my_payouts_only(see, vreni, jonas, beat, mira, reto, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    actions.send(batch(mira, reto, at).payouts.get(), at=at)
    (item,) = see(jonas, "/api/v1/helpers/me/payouts").json()["items"]
    assert (item["amount"], item["state"]) == ({"amount": 4165, "currency": "CHF"}, "sent")
    assert item["account"] == "CH93 •••• 2957"
    assert see(beat, "/api/v1/helpers/me/payouts").json()["items"] == []
    assert see(beat, "/api/v1/me/payout-account").json() == {
        "account": None,
        "provider": "company",
        "ready": False,
    }


@pytest.mark.flow
def test_the_account_is_set_by_the_api(client, jonas):
    client.force_login(jonas)
    put = client.put(
        "/api/v1/me/payout-account", {"holder": "Jonas", "iban": IBAN}, "application/json"
    )
    assert put.json()["account"]["iban"] == "CH93 •••• 2957"
    bad = client.put(
        "/api/v1/me/payout-account", {"holder": "Jonas", "iban": "x"}, "application/json"
    )
    assert (bad.status_code, bad.json()["reason"]) == (422, "bad_iban")


@pytest.mark.flow
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_dues_asks_as_often_for_three_as_for_one(
    see, vreni, jonas, aylin, beat, mira, at, rows, django_assert_num_queries
):
    for number, person in enumerate((jonas, aylin, beat)[:rows]):
        earn(vreni, person, at, f"booking:{number}")
        account(person, at)
    see(mira, "/payouts/")
    with django_assert_num_queries(14):
        assert see(mira, "/payouts/").status_code == 200


@pytest.mark.flow
def test_what_is_kept_and_forgotten(vreni, jonas, mira, reto, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    made = batch(mira, reto, at)
    plug = PayoutsData()
    with pytest.raises(Exception, match="payout_ahead"):
        plug.forget(jonas, at=at)
    actions.send(made.payouts.get(), at=at)
    assert plug.export(jonas)["payouts"][0]["amount"] == 4165
    assert re.match("CH93", plug.export(jonas)["payout_accounts"][0]["iban"])
    plug.forget(jonas, at=at + timedelta(days=1))
    row = PayoutAccount.objects.get()
    assert (row.iban, row.holder, bool(row.replaced_at)) == ("", "", True)
    kept = plug.keep_until(jonas)
    assert kept is not None
    assert kept[0].days > 3650
    assert plug.keep_until(vreni) is None
