"""The manager's page, and what personal data this room admits to."""

from datetime import timedelta

import pytest

from kundenkreis.ledger import actions
from kundenkreis.ledger.personal_data import LedgerData
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def page(client, mira):
    client.force_login(mira)

    def get(query: str = ""):
        return client.get(f"/ledger/{query}", headers={"accept-language": "en"})

    return get


@pytest.mark.flow
def test_managers_see_sums_and_movements(page, vreni, jonas, at):
    assert "No money has moved yet." in page().text
    hold(vreni, jonas, at)
    text = page().text
    assert "Held until the sign-off" in text
    assert "Payment held" in text
    assert "49.00" in text


def test_others_do_not_find_it(client, reto, vreni, at):
    assert client.get("/ledger/").status_code == 302
    for person in (reto, vreni):
        client.force_login(person)
        assert client.get("/ledger/").status_code == 404


@pytest.mark.flow
def test_another_brands_money_is_not_there(client, kai, vreni, jonas, at):
    hold(vreni, jonas, at)
    client.force_login(kai)
    answer = client.get("/ledger/", headers={"host": "seeland.localhost"})
    assert answer.status_code == 200
    assert "Vreni" not in answer.text


@pytest.mark.flow
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_eight_questions(
    page, vreni, jonas, at, rows, django_assert_num_queries
):
    for number in range(rows):
        hold(vreni, jonas, at, subject=f"booking:{number}", idem=str(number))
    with django_assert_num_queries(8):
        page()


@pytest.mark.flow
def test_movements_come_in_numbered_pages(page, vreni, jonas, at):
    for number in range(21):
        hold(vreni, jonas, at, subject=f"booking:{number}", idem=str(number))
    assert "?page=2" in page().text
    assert page("?page=2").text.count("Payment held") == 2
    assert page("?page=nonsense").status_code == 200


@pytest.mark.flow
def test_the_export_lists_payments_and_the_law_keeps_them(vreni, jonas, beat, at):
    hold(vreni, jonas, at)
    actions.capture(subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=at)
    plug = LedgerData()
    assert [row["role"] for row in plug.export(vreni)["payments"]] == ["payer"]
    assert [row["role"] for row in plug.export(jonas)["payments"]] == ["payee"]
    assert [row["amount"] for row in plug.export(jonas)["entries"]] == [
        {"amount": 4165, "currency": "CHF"}
    ]
    assert not any(plug.export(beat).values())
    plug.forget(vreni, at=at)
    assert plug.export(vreni)["entries"]
    kept = plug.keep_until(vreni)
    assert kept is not None
    assert kept[0] > timedelta(days=3650)
    assert plug.keep_until(beat) is None
