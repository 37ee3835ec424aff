"""Vreni has no computer. She calls; Reto orders for her, Jonas comes, she pays a paper bill, he is paid."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kundenkreis.bills.models import Bill
from kundenkreis.bills.tests.debts import on_credit
from kundenkreis.brands.models import Brand
from kundenkreis.cases.models import Case
from kundenkreis.ledger import queries as ledger
from kundenkreis.payouts.models import Payout, PayoutBatch
from kundenkreis.payouts.tests.wages import account
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import helper_jonas
from tests.stories.conftest import Browser, World
from tests.stories.test_trusted_person import order_as

pytestmark = pytest.mark.slow


def taken_down(desk: Browser) -> Case:
    """What she says on the telephone."""
    desk.send("/desk/calls/", text="Mein Internet geht nicht.", phone="079 555 12 34", name="Vreni Muster", once="call")  # fmt: skip
    return Case.objects.get()


def visited(his: Browser, booking: Booking, world: World) -> None:
    """Accepted, at the door, done, and signed off with her five digits: she has no device."""
    his.send(f"{booking.path}acceptance/")
    world.until(booking.starts_at)
    his.send(f"{booking.path}departure/")
    his.send(f"{booking.path}start/", code_word=booking.code_word)
    world.until(booking.ends_at)
    his.send(f"{booking.path}completion/", report="Router getauscht.")
    booking.refresh_from_db()
    his.send(f"{booking.path}sign-off-code/", code=terms.sign_off_code(booking))


def test_from_the_call_to_the_bank_and_the_helpers_account(
    world: World,
    alpenfon: Brand,
    jonas: Person,
    reto: Person,
    mira: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    on_credit(alpenfon)
    alpenfon.payment_methods = ["invoice"]
    alpenfon.save()
    helper_jonas(jonas, at)
    account(jonas, at)
    people.grant(reto, "manager", by=None, at=at)
    desk, his = browser_of(reto), browser_of(jonas)

    # On the telephone: the case, and the same order as she would have made.
    case = taken_down(desk)
    assert (case.opened_by, case.customer.phone) == (reto, "079 555 12 34")
    booking = order_as(desk, case, at)
    assert booking.customer == case.customer

    visited(his, booking, world)
    booking.refresh_from_db()
    assert booking.state == "closed"

    # Jonas has earned it already; that she has not paid yet is never his risk.
    assert [each.amount for each in ledger.earnings(jonas)] == [4165]
    bill = Bill.objects.get()
    paper = desk.get(f"{booking.path}bill/", follow=True)
    assert bill.reference in re.sub(r"\D", "", paper.text)
    printed: Any = desk.get(f"/bills/{bill.pk}/paper/")
    assert b"".join(printed)[:5] == b"%PDF-"

    # The bank's file knows the bill by its reference.
    csv = (
        f"Datum;Betrag;Währung;Referenz;Name\n20.03.2026;49.00;CHF;{bill.reference};Vreni\n"
    )
    page = desk.post("/bills/imports/", {"file": SimpleUploadedFile("konto.csv", csv.encode()), "once": "bank"})  # fmt: skip
    assert page.status_code == 200
    assert Bill.objects.with_owed().get().owed.amount == 0

    # One makes the batch, the other lets it go.
    browser_of(mira).send("/payouts/batches/", once="made")
    made = PayoutBatch.objects.get()
    desk.send(f"{made.path}release/", once="go")
    assert [(each.person, each.amount) for each in Payout.objects.all()] == [(jonas, 4165)]
    assert [each.amount for each in ledger.paid_out(jonas)] == [4165]
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
