"""The statement of one payout: every leg it pays, once, to the last Rappen, and nobody else reads it."""

from datetime import timedelta

import pytest

from kundenkreis.documents import actions, paper, payout_statements
from kundenkreis.documents.tests.papers import taken_back, taxed, text_of, work
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger import settled
from kundenkreis.ledger.tests.till import chf, hold
from kundenkreis.payouts import actions as payouts
from kundenkreis.payouts.models import Payout
from kundenkreis.payouts.tests.wages import account, batch

pytestmark = pytest.mark.usefixtures("db")
FIRST, SECOND = (f"booking:0b9f5c0e-0000-4000-8000-00000000000{n}" for n in (1, 2))


@pytest.fixture
def paid(vreni, jonas, mira, reto, at):
    """One visit with a tip, one that is corrected, one reward; all in one payout."""
    work(vreni, jonas, at, FIRST)
    hold(vreni, jonas, at, subject=f"{FIRST}:tip:1", amount=chf(500), idem="tip")
    ledger.capture(subject=f"{FIRST}:tip:1", payee=jonas, commission=chf(0), by=None, at=at)
    work(vreni, jonas, at, SECOND, 10_000)
    taken_back(SECOND, 2000, at, from_payee=True)
    settled.reward(subject=FIRST, payee=jonas, amount=chf(300), idem="reward", by=mira, at=at)  # fmt: skip
    account(jonas, at)
    return batch(mira, reto, at).payouts.get()


@pytest.mark.flow
def test_every_service_with_price_commission_tips_corrections_and_net(paid):
    found = payout_statements.of(paid)
    first, second = found.rows
    assert (first.gross, first.commission, first.tips, first.corrections) == (4900, 735, 500, 300)  # fmt: skip
    assert (second.gross, second.commission, second.tips) == (10_000, 1500, 0)
    assert second.corrections == -1700, "frozen, then released less her share"
    assert found.total.net == paid.amount == sum(row.net for row in found.rows)


@pytest.mark.flow
def test_credit_notes_are_named_beside_their_service(paid, at):
    actions.issue(FIRST, by=None, at=at)
    actions.issue(SECOND, by=None, at=at)
    first, second = payout_statements.of(paid).rows
    assert first.papers == ["G-2026-000001"]
    assert second.papers == ["G-2026-000002", "K-2026-000001"]


@pytest.mark.flow
def test_after_a_transfer_came_back_the_next_names_its_services_again(
    paid, vreni, jonas, mira, reto, at
):
    payouts.send(paid, at=at)
    payouts.take_back(paid, reason="closed", by=mira, at=at)
    work(vreni, jonas, at, "booking:0b9f5c0e-0000-4000-8000-000000000003")
    second = batch(mira, reto, at).payouts.get()
    payouts.send(second, at=at)
    payouts.take_back(second, reason="again", by=mira, at=at)
    third = payout_statements.of(batch(mira, reto, at).payouts.get())
    assert third.again == [second.reference, paid.reference]
    assert len(third.rows) == 3
    assert third.total.net == third.payout.amount


@pytest.mark.flow
def test_tax_details_are_those_of_then(vreni, jonas, mira, reto, at):
    taxed(jonas, at - timedelta(days=2))
    work(vreni, jonas, at)
    account(jonas, at)
    row = batch(mira, reto, at).payouts.get()
    taxed(jonas, at + timedelta(days=1), name="Keller IT")
    assert payout_statements.of(row).party["name"] == "Jonas Keller"


@pytest.mark.flow
@pytest.mark.parametrize("number", [1, 3])
def test_a_statement_asks_as_often_for_three_services_as_for_one(
    vreni, jonas, mira, reto, at, number, django_assert_num_queries
):
    for each in range(number):
        subject = f"booking:0b9f5c0e-0000-4000-8000-00000000001{each}"
        work(vreni, jonas, at, subject)
        actions.issue(subject, by=None, at=at)
    account(jonas, at)
    row = Payout.objects.with_names().get(pk=batch(mira, reto, at).payouts.get().pk)
    with django_assert_num_queries(7):
        payout_statements.of(row)


@pytest.mark.slow
def test_the_paper_says_it_in_the_readers_writing(vreni, jonas, mira, reto, at):
    work(vreni, jonas, at, FIRST, 123_400)
    account(jonas, at)
    row = Payout.objects.with_names().get(pk=batch(mira, reto, at).payouts.get().pk)
    found = payout_statements.of(row)
    said = text_of(paper.payout_pdf(found, language="en"))
    for part in (row.reference, "1’234.00", "−185.10", "1’048.90", "CH93 •••• 2957", "10 March 2026"):  # fmt: skip
        assert part in said
    assert paper.payout_pdf(found, language="en") == paper.payout_pdf(found, language="en")


@pytest.mark.slow
def test_pages_and_api_are_for_who_is_paid_and_who_pays_out(
    paid, client, vreni, jonas, reto, beat, at
):
    addresses = (f"/documents/payouts/{paid.pk}/", f"/documents/payouts/{paid.pk}/paper/", f"/api/v1/helpers/me/payouts/{paid.pk}", f"/api/v1/helpers/me/payouts/{paid.pk}.pdf")  # fmt: skip
    for person, status in ((jonas, 200), (reto, 200), (vreni, 404), (beat, 404)):
        client.force_login(person)
        assert {client.get(each).status_code for each in addresses} == {status}
    client.force_login(jonas)
    told = client.get(addresses[2]).json()
    assert told["total"]["net"]["amount"] == paid.amount
    assert [each["corrections"]["amount"] for each in told["services"]] == [300, -1700]
    listed = client.get("/api/v1/helpers/me/payouts").json()["items"][0]
    assert listed["statement_url"].endswith(addresses[0])
    assert addresses[0] in client.get("/my-payouts/").content.decode()
