"""A consultation paid by bill: its customer hears of it and finds it, as after a visit."""

from datetime import timedelta

import pytest
from django.test import Client

from kundenkreis.bills.models import Bill
from kundenkreis.bills.reactions import bill_what_is_owed
from kundenkreis.bills.tests.debts import on_credit
from kundenkreis.core.events import KINDS
from kundenkreis.documents.bill_reactions import tell_of_bill
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.experts import actions

pytestmark = pytest.mark.usefixtures("db")


def announced(name):
    row = EventRow.objects.filter(name=name).latest("id")
    return KINDS[name](**row.payload), row


@pytest.fixture
def billed(alpenfon, case, vreni, aylin, expert, at):
    on_credit(alpenfon)
    alpenfon.payment_methods = ["invoice"]
    alpenfon.save()
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at + timedelta(minutes=1))
    done = actions.end(asked, summary="Kabel getauscht", by=aylin, at=at + timedelta(minutes=20))  # fmt: skip
    actions.review(done, stars=5, helped=True, by=vreni, at=at + timedelta(minutes=30))  # fmt: skip
    event, row = announced("funds_captured")
    bill_what_is_owed(event, row=row)
    event, row = announced("bill_issued")
    tell_of_bill(event, row=row)
    tell_of_bill(event, row=row)
    return Bill.objects.all().with_owed().get()


@pytest.mark.slow
def test_she_hears_of_it_once_and_reads_what_it_is_for(billed, case, vreni, beat):
    notice = Notice.objects.get(person=vreni, kind="bill_issued")
    assert notice.path == billed.customer_path
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(vreni)
    page = client.get(billed.customer_path).text
    assert "Consultation, 10 March 2026" in page
    assert client.get(f"{billed.customer_path}paper/").content.startswith(b"%PDF-")
    assert client.get(f"/api/v1/bills/{billed.pk}").json()["case"] == str(case.pk)
    assert billed.customer_path in client.get(f"{case.path}consultation/").text
    client.force_login(beat)
    assert client.get(billed.customer_path).status_code == 404
