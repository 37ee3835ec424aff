"""Reading bills: what is not billed yet, what is owed, whose reference it is."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.bills.models import Bill, BillLine
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.socket import PROVIDERS

# After the due date: the first friendly word, and so long after it the second.
FIRST_REMINDER, SECOND_REMINDER = timedelta(days=3), timedelta(days=14)


def unbilled(subject: str) -> list[FundsHold]:
    """What was signed off on credit, or never paid in the end, about the subject and stands on no bill; the first part first."""
    on_credit = [name for name, plug in PROVIDERS.items() if plug.on_credit]
    billed = BillLine.objects.values("hold")
    owed = Q(provider__in=on_credit) | Q(lost_at__isnull=False)
    parts = FundsHold.objects.of(subject).filter(
        owed, captured_amount__gt=0, payer__isnull=False
    )
    return list(parts.exclude(pk__in=billed).select_related("payer"))


def bill(pk: UUID) -> Bill:
    """:raises NotFound: there is no such bill here."""
    found = Bill.objects.all().with_owed().filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such bill."))
    return found


def bill_of(subject: str) -> Bill | None:
    """The newest bill of a subject."""
    return _newest.first(subject)


@asked
def _newest(subject: str) -> QuerySet[Bill]:
    rows = Bill.objects.all().with_owed().filter(subject=subject)
    return rows.order_by("-number")[:1]


def by_reference(references: Iterable[str]) -> dict[str, Bill]:
    """The bills of these references."""
    rows = Bill.objects.filter(reference__in=[each for each in references if each])
    return {row.reference: row for row in rows}


def reminder_due(bill: Bill, *, at: datetime) -> bool:
    """Whether now is the time for a reminder: three days after the due date, then 14 days later."""
    if bill.owed.amount <= 0 or bill.reminders >= Bill.REMINDERS:
        return False
    # While somebody objects, nobody is reminded.
    if FundsHold.objects.of(bill.subject).filter(disputed_at__isnull=False).exists():
        return False
    if bill.reminded_at:
        return at >= bill.reminded_at + SECOND_REMINDER
    return at.astimezone(bill.brand.zone).date() >= bill.due_on + FIRST_REMINDER


def paid_by_voucher(subject: str) -> Money | None:
    """What a voucher paid of the subject's price."""
    held = FundsHold.objects.filter(subject=f"{subject}:voucher", captured_at__isnull=False)
    found = held.first()
    return Money(found.captured_amount, found.currency) if found else None
