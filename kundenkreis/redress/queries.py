"""Reading refunds and what was made good."""

from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.ledger.models import Account, FundsHold
from kundenkreis.people.models import Person
from kundenkreis.redress.models import MakeGood, RedressRules, Refund


def rules() -> RedressRules:
    """The brand's amounts."""
    return RedressRules.objects.first() or RedressRules()


def refund(pk: UUID) -> Refund:
    """:raises NotFound: there is no such refund here."""
    found = Refund.objects.with_names().filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such refund."))
    return found


def refunds_of(subject: str) -> list[Refund]:
    """All of a subject, oldest first."""
    rows = Refund.objects.with_names().filter(subject=subject)
    return list(rows.order_by("asked_at"))


def parts(subject: str) -> list[FundsHold]:
    """What was taken for the subject and its parts, the subject itself first.

    Where the customer paid a part, only what she paid: what a voucher paid is no money of hers.
    """
    taken = list(FundsHold.objects.of(subject).filter(captured_at__isnull=False))
    return [part for part in taken if part.payer_id] or taken


def left(subject: str) -> Money | None:
    """How much may still be given back, less what already waits for a second person; None: nothing was taken."""
    taken = parts(subject)
    if not taken:
        return None
    waiting = sum(row.amount for row in Refund.objects.waiting().filter(subject=subject))
    rest = sum(part.reimbursable.amount for part in taken) - waiting
    return Money(max(rest, 0), taken[0].currency)


def made_good(subject: str) -> MakeGood | None:
    """What was made good for this subject."""
    return MakeGood.objects.filter(subject=subject).first()


def credit_of(person: Person) -> list[Money]:
    """What the person has as a credit, one sum a currency."""
    mine = Account.objects.filter(owner=person, kind=Account.Kind.CREDIT, balance__gt=0)
    return [Money(row.balance, row.currency) for row in mine.order_by("currency")]
