"""A visit paid by bill: ordered, done, billed to the customer alone; also for who has no account."""

import pytest
import time_machine
from django.test import Client

from kundenkreis.bills.models import Bill
from kundenkreis.bills.reactions import bill_what_is_owed
from kundenkreis.bills.tests.debts import on_credit
from kundenkreis.core.events import KINDS
from kundenkreis.ledger.queries import owed_to
from kundenkreis.ledger.tests.till import chf
from kundenkreis.ledger.ways import ways_to_pay
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace.bill_reactions import tell_of_bill
from kundenkreis.stages.marketplace.tests.visits import visit

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


def announced(name):
    row = EventRow.objects.filter(name=name).latest("id")
    return KINDS[name](**row.payload), row


@pytest.fixture
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


def test_it_is_billed_once_and_the_helper_has_her_money(billed, vreni, jonas):
    bill = Bill.objects.get()
    assert (bill.money, bill.customer) == (chf(4900), vreni)
    assert owed_to(jonas) == [chf(4165)]
    notice = Notice.objects.get(person=vreni, kind="bill_issued")
    assert notice.path == f"{billed.path}bill/"


@pytest.mark.slow
def test_the_customer_finds_it_beside_the_visit_and_as_paper(billed, vreni):
    assert "Your bill: CHF" in get(vreni, billed.path).text
    page = get(vreni, f"{billed.path}bill/").text
    for words in ("Please pay CHF", "CH44 3199 9123 0008 8901 2", "Alpenfon AG"):
        assert words in page.replace("\xa0", " ")
    paper = get(vreni, f"{billed.path}bill/paper/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


@pytest.mark.slow
def test_the_helper_and_strangers_do_not_find_it(billed, jonas, beat, reto):
    for path in ("bill/", "bill/paper/"):
        assert get(jonas, f"{billed.path}{path}").status_code == 404
        assert get(beat, f"{billed.path}{path}").status_code == 404
        assert get(reto, f"{billed.path}{path}").status_code == 200


def test_bills_are_offered_only_where_it_is_known_who_is_paid(alpenfon):
    alpenfon.payment_methods = ["test_card", "invoice"]
    assert ways_to_pay(alpenfon) == ["test_card"]
    on_credit(alpenfon)
    assert ways_to_pay(alpenfon) == ["test_card", "invoice"]
