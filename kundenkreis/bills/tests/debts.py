"""What the tests of this room say again and again."""

from datetime import datetime

from kundenkreis.bills import actions, queries
from kundenkreis.bills.models import Bill
from kundenkreis.brands.models import Brand
from kundenkreis.core.money import Money
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold
from kundenkreis.people.models import Person

# The examples of SIX and of the registry; they belong to nobody.
QR_IBAN, IBAN, EURO_IBAN = "CH4431999123000889012", "CH9300762011623852957", "DE89370400440532013000"  # fmt: skip
CREDITOR = {
    "name": "Alpenfon AG", "street": "Bahnhofstrasse", "house_number": "1", "postal_code": "8001", "city": "Zürich",
    "country": "CH", "iban": QR_IBAN,
}  # fmt: skip


def on_credit(brand: Brand, **more: str) -> Brand:
    """The brand takes bills."""
    brand.creditor = {**CREDITOR, **more}
    brand.payment_methods = ["test_card", "invoice"]
    brand.save()
    return brand


def work(
    payer: Person,
    payee: Person,
    at: datetime,
    *,
    subject: str = SUBJECT,
    amount: int = 4900,
) -> None:
    """A visit on credit, signed off."""
    hold(payer, payee, at, subject=subject, amount=chf(amount), provider="invoice", idem=f"{subject}:hold")  # fmt: skip
    ledger.capture(
        subject=subject, payee=payee, commission=chf(amount).share(15), by=payer, at=at
    )


def bill(payer: Person, payee: Person, at: datetime) -> Bill:
    """The bill for such a visit of CHF 49."""
    work(payer, payee, at)
    issued = actions.issue(SUBJECT, by=None, at=at)
    assert issued is not None
    return Bill.objects.all().with_owed().get(pk=issued.pk)


def paid(
    row: Bill,
    amount: int,
    staff: Person,
    at: datetime,
    ref: str = "one",
    currency: str = "CHF",
) -> Bill:
    """The bill after this much came for it."""
    money = Money(amount, currency)
    actions.receive(row, amount=money, paid_on=at.date(), bank_ref=ref, by=staff, at=at)
    return queries.bill(row.pk)
