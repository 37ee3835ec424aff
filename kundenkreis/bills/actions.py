"""What can happen to a bill: it is issued, paid, reminded of."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.bills import queries, references
from kundenkreis.bills.events import BillIssued, BillPaid, BillReminded
from kundenkreis.bills.models import Bill, BillLine, BillPayment
from kundenkreis.bills.statements import Incoming, Report
from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.subjects import describe
from kundenkreis.payouts.iban import is_qr_iban, tidy
from kundenkreis.people.models import Person

KEPT_YEARS = 11  # ten full years after the year of issue


@transaction.atomic
def issue(subject: str, *, by: Person | None, at: datetime) -> Bill | None:
    """A bill for everything about the subject that was signed off on credit and is on no bill yet.

    None where there is nothing; so it may be called again and again.
    """
    # One after the other: numbers have no gaps, and no part stands on two bills.
    brand = Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    parts = queries.unbilled(subject)
    if not parts or parts[0].payer is None:
        return None
    about = describe(subject)
    last = Bill.objects.order_by("-number").values_list("number", flat=True).first() or 0
    bill = Bill.objects.create(
        number=last + 1,
        reference=_reference(brand, parts[0].currency, last + 1),
        subject=subject,
        customer=parts[0].payer,
        amount=sum(part.captured_amount for part in parts),
        currency=parts[0].currency,
        issued_at=at,
        due_on=at.astimezone(brand.zone).date() + timedelta(days=brand.bill_days),
        creditor=brand.creditor,
        words=about.words,
        done_on=about.done_on,
        recipient={
            "name": parts[0].payer.name or parts[0].payer.shown_name,
            **about.address,
        },
    )
    BillLine.objects.bulk_create(
        BillLine(bill=bill, hold=part, amount=part.captured_amount) for part in parts
    )
    announce(BillIssued(bill=str(bill.pk), subject=subject), by=by, at=at)
    return bill


def _reference(brand: Brand, currency: str, number: int) -> str:
    iban = tidy(brand.creditor.get("iban", ""))
    if currency == "CHF" and is_qr_iban(iban):
        return references.qr_reference(brand.pk, number)
    return references.creditor_reference(brand.pk, number)


@transaction.atomic
def receive(
    bill: Bill,
    *,
    amount: Money,
    paid_on: date,
    bank_ref: str,
    payer: str = "",
    by: Person,
    at: datetime,
) -> BillPayment:
    """Money came for this bill: a part, all, or too much. The same `bank_ref`: counted once.

    :raises Invalid: `bad_amount`: nothing, another currency; `idempotency_mismatch`: the same
        movement with another amount or for another bill.
    """
    bill = Bill.objects.select_for_update().get(pk=bill.pk)
    if amount.amount <= 0 or amount.currency != bill.currency:
        sentence = _("Please type an amount in {currency}.").format(currency=bill.currency)
        raise Invalid("bad_amount", sentence, {"amount": sentence})
    if before := BillPayment.objects.filter(bank_ref=bank_ref).first():
        if (before.bill_id, before.money) != (bill.pk, amount):
            raise Invalid("idempotency_mismatch", _("This movement is noted already, with another amount or for another bill."))  # fmt: skip
        return before
    ledger.take_in(
        subject=f"{bill.subject}:bill:{bill.number}", amount=amount, payer=bill.customer, idem=f"bill:{bank_ref}", by=by, at=at
    )  # fmt: skip
    payment = BillPayment.objects.create(
        bill=bill, amount=amount.amount, currency=amount.currency, paid_on=paid_on, bank_ref=bank_ref,
        payer=payer[:70], noted_at=at, noted_by=by,
    )  # fmt: skip
    bill.paid += amount.amount
    bill.save(update_fields=["paid"])
    happened = BillPaid(
        bill=str(bill.pk), subject=bill.subject, amount=amount.amount, currency=amount.currency
    )  # fmt: skip
    announce(happened, by=by, at=at)
    return payment


@transaction.atomic
def receive_all(movements: list[Incoming], *, by: Person, at: datetime) -> Report:
    """What the bank's file says: each movement goes to the bill of its reference, once."""
    report = Report()
    known = queries.by_reference({each.reference for each in movements})
    for each in movements:
        bill = known.get(each.reference)
        if bill is None or bill.currency != each.money.currency:
            report.unknown.append(each)
        elif BillPayment.objects.filter(bank_ref=each.bank_ref).exists():
            report.again.append(each)
        else:
            receive(
                bill, amount=each.money, paid_on=each.paid_on, bank_ref=each.bank_ref, payer=each.payer, by=by, at=at
            )  # fmt: skip
            report.noted.append((queries.bill(bill.pk), each))
    return report


@transaction.atomic
def remind(bill: Bill, *, by: None = None, at: datetime) -> Bill:
    """Friendly words about a bill that is overdue; twice at most, and never again by this clock."""
    bill = Bill.objects.select_for_update(of=("self",)).with_owed().get(pk=bill.pk)
    if not queries.reminder_due(bill, at=at):
        return bill
    bill.reminders, bill.reminded_at = bill.reminders + 1, at
    bill.save(update_fields=["reminders", "reminded_at"])
    happened = BillReminded(
        bill=str(bill.pk), subject=bill.subject, reminder=bill.reminders
    )
    announce(happened, by=None, at=at)
    return bill


@transaction.atomic
def forget_names(*, by: None = None, at: datetime) -> int:
    """Names and addresses leave bills that no law keeps any more; how many."""
    oldest = at.replace(year=at.year - KEPT_YEARS, month=12, day=31, hour=23, minute=59)
    return (
        Bill.objects.filter(issued_at__lte=oldest)
        .exclude(recipient={})
        .update(recipient={})
    )
