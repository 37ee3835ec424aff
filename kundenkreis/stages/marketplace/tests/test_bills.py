"""A visit paid by bill: ordered, done, billed to the customer alone; also for who has no account."""

import pytest
import time_machine
from django.test import Client

from kundenkreis.bills.models import Bill
from kundenkreis.bills.reactions import bill_what_is_owed
from kundenkreis.bills.tests.debts import on_credit, paid
from kundenkreis.core.events import KINDS
from kundenkreis.documents.bill_reactions import tell_of_bill
from kundenkreis.ledger.queries import owed_to
from kundenkreis.ledger.tests.till import chf
from kundenkreis.ledger.ways import ways_to_pay
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace.tests.test_confirming import trusted
from kundenkreis.stages.marketplace.tests.visits import visit
from tests.kept import kept

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


def announced(name):
    row = EventRow.objects.filter(name=name).latest("id")
    return KINDS[name](**row.payload), row


@kept
def billed(alpenfon, vreni, jonas, at):
    on_credit(alpenfon)
    booking = visit(vreni, jonas, at, "closed", payment="invoice")
    event, row = announced("funds_captured")
    bill_what_is_owed(event, row=row)
    bill_what_is_owed(event, row=row)
    event, row = announced("bill_issued")
    tell_of_bill(event, row=row)
    tell_of_bill(event, row=row)
    return booking


def get(person, path):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(person)
    return client.get(path)


@pytest.mark.flow
def test_it_is_billed_once_and_the_helper_has_her_money(billed, vreni, jonas):
    bill = Bill.objects.get()
    assert (bill.money, bill.customer) == (chf(4900), vreni)
    assert owed_to(jonas) == [chf(4165)]
    notice = Notice.objects.get(person=vreni, kind="bill_issued")
    assert notice.path == bill.customer_path


@pytest.mark.slow
def test_the_customer_finds_it_beside_the_visit_and_as_paper(billed, vreni):
    assert "Your bill: CHF" in get(vreni, billed.path).text
    sent = get(vreni, f"{billed.path}bill/")
    where = Bill.objects.get().customer_path
    assert (sent.status_code, sent["Location"]) == (303, where), "as earlier mails say"
    page = get(vreni, where).text
    for words in ("Please pay CHF", "CH44 3199 9123 0008 8901 2", "Alpenfon AG"):
        assert words in page.replace("\xa0", " ")
    paper = get(vreni, f"{where}paper/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


@pytest.mark.slow
def test_the_helper_and_strangers_do_not_find_it(billed, jonas, beat, reto):
    where = Bill.objects.get().customer_path
    for path in (where, f"{where}paper/", f"/api/v1/bills/{Bill.objects.get().pk}"):
        assert get(jonas, path).status_code == 404
        assert get(beat, path).status_code == 404
        assert get(reto, path).status_code == 200
    assert get(jonas, f"{billed.path}bill/").status_code == 404


@pytest.mark.flow
def test_who_acts_for_the_customer_reads_it_too(billed, vreni, beat, at):
    trusted(vreni, beat, at)
    assert get(beat, Bill.objects.get().customer_path).status_code == 200
    assert "Set up Wi-Fi, 11 March 2026" in get(beat, Bill.objects.get().customer_path).text


@pytest.mark.flow
def test_what_is_to_be_paid_stands_in_one_place(billed, vreni, jonas, mira, at):
    assert "To pay" in get(vreni, "/documents/").text
    assert Bill.objects.get().customer_path in get(vreni, "/documents/").text
    assert get(jonas, "/api/v1/bills").json()["items"] == []
    told = get(vreni, "/api/v1/bills?open=true").json()["items"][0]
    assert (told["owed"]["amount"], told["text"]) == (4900, "Set up Wi-Fi")
    paid(Bill.objects.get(), 4900, mira, at)
    assert get(vreni, "/api/v1/bills?open=true").json()["items"] == []
    assert "To pay" not in get(vreni, "/documents/").text


def test_bills_are_offered_only_where_it_is_known_who_is_paid(alpenfon):
    alpenfon.payment_methods = ["test_card", "invoice"]
    assert ways_to_pay(alpenfon) == ["test_card"]
    on_credit(alpenfon)
    assert ways_to_pay(alpenfon) == ["test_card", "invoice"]
