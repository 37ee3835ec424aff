"""What is not documented yet, what the ledger says of it, whose documents these are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.bills.queries import bill_of
from kundenkreis.chargebacks.models import Chargeback
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.documents.models import IssuedDocument, IssuedLine, TaxDetails
from kundenkreis.ledger.models import Account, FundsHold, Journal
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff

Kind, What, Owner = IssuedDocument.Kind, IssuedLine.What, Account.Kind
TAKEN = (Journal.Kind.CAPTURE, Journal.Kind.CANCELLATION)
CUSTOMER, PAYEE = "customer", "payee"


@dataclass(frozen=True, slots=True)
class Movement:
    """One journal as a line of one document for one person; `amount` in minor units."""

    journal: Journal
    kind: str
    person: Person
    what: str
    amount: int
    currency: str


def undocumented(subject: str) -> list[Movement]:
    """What was taken and given back about the subject and its parts and stands on no document, by side.

    What is paid by bill stands on the bill; only its corrections are ours. Tips are no turnover of
    the brand: the helper is not billed for them. What a bank took back counts once that is final.
    """
    moved = Q(kind__in=[*TAKEN, Journal.Kind.REIMBURSEMENT])
    journals = Journal.objects.of(subject).filter(moved | _lost(subject))
    holds = {
        held.subject: held for held in FundsHold.objects.of(subject).select_related("payer")
    }
    lines = IssuedLine.objects.filter(journal__in=journals)
    done = set(lines.values_list("journal", "side"))
    found: list[Movement | None] = []
    for journal in journals.prefetch_related("entries__account__owner"):
        held = holds.get(journal.subject)
        if held is None:
            continue
        if (journal.pk, CUSTOMER) not in done:
            found.append(_of_customer(journal, held))
        if (journal.pk, PAYEE) not in done:
            found.append(_of_payee(journal, held))
    return [each for each in found if each and each.amount > 0]


def _lost(subject: str) -> Q:
    """The journals of what the payer's bank took back for good."""
    rows = Chargeback.objects.filter(outcome=Chargeback.Outcome.LOST)
    hers = Q(hold__subject=subject) | Q(hold__subject__startswith=f"{subject}:")
    keys = [f"{row.key}:taken" for row in rows.filter(hers)]
    return Q(kind=Journal.Kind.CHARGEBACK, idem__in=keys)


def _of_customer(journal: Journal, held: FundsHold) -> Movement | None:
    if held.payer is None or (journal.kind in TAKEN and on_credit(held)):
        return None
    if journal.kind in TAKEN:
        kind, amount = Kind.RECEIPT, _sum(journal, Owner.PAYABLE, Owner.COMMISSION)
    else:
        kind, amount = Kind.CREDIT_NOTE, _sum(journal, Owner.FUNDING, Owner.RECEIVABLE)
    return Movement(journal, kind, held.payer, what(journal), amount, held.currency)


def _of_payee(journal: Journal, held: FundsHold) -> Movement | None:
    if what(journal) == What.TIP:
        return None
    account = Owner.PAYABLE if journal.kind in TAKEN else Owner.DISPUTED
    legs = [leg for leg in journal.entries.all() if leg.account.kind == account]
    if not legs or legs[0].account.owner is None:
        return None
    kind = Kind.SELF_BILLING if journal.kind in TAKEN else Kind.SELF_BILLING_CORRECTION
    amount = sum(leg.amount for leg in legs)
    return Movement(
        journal, kind, legs[0].account.owner, what(journal),
        amount if journal.kind in TAKEN else -amount, held.currency,
    )  # fmt: skip


def _sum(journal: Journal, *kinds: str) -> int:
    return sum(leg.amount for leg in journal.entries.all() if leg.account.kind in kinds)


def on_credit(held: FundsHold) -> bool:
    """Whether the customer pays it by bill."""
    return PROVIDERS[held.provider].on_credit


def what(journal: Journal) -> str:
    """The visit itself, something added to it, a cancelled one, a tip."""
    if journal.kind == Journal.Kind.CANCELLATION:
        return What.CANCELLED
    part = journal.subject.split(":")[2:3]
    named = {"tip": What.TIP, "voucher": What.SERVICE}
    return named.get(part[0], What.EXTRA) if part else What.SERVICE


def tax_details(person: Person) -> TaxDetails | None:
    """What the person said last about her taxes here."""
    return TaxDetails.objects.filter(person=person, replaced_at=None).first()


def corrected_by(subject: str, kind: str) -> str:
    """The number of the first document of this kind about the subject; empty: there is none."""
    first = IssuedDocument.objects.of(subject).filter(kind=kind).first()
    return first.reference if first else ""


def document_for(persons: Iterable[Person], pk: UUID, *, at: datetime) -> IssuedDocument:
    """The document, for who it is made out to, who acts for her, and staff.

    :raises NotFound: for everyone else.
    """
    persons = list(persons)
    rows = IssuedDocument.objects.select_related("brand", "person", "case").filter(pk=pk)
    if not any(is_staff(person, at=at) for person in persons):
        rows = rows.around_people(persons)
    row = rows.first()
    if not row:
        raise NotFound("not_found", _("There is no such document."))
    return row


def documents_about(subject: str, persons: Sequence[Person], *, at: datetime) -> list[IssuedDocument]:  # fmt: skip
    """The documents of a subject that these persons may read, oldest first."""
    if any(is_staff(person, at=at) for person in persons):
        return _about(subject)
    if len(persons) == 1:
        return _about_for(subject, persons[0])
    rows = IssuedDocument.objects.of(subject).select_related("brand", "person")
    return list(rows.around_people(persons))


@asked
def _about(subject: str) -> QuerySet[IssuedDocument]:
    return IssuedDocument.objects.of(subject).select_related("brand", "person")


@asked
def _about_for(subject: str, person: Person) -> QuerySet[IssuedDocument]:
    rows = IssuedDocument.objects.of(subject).select_related("brand", "person")
    return rows.around(person)


def lines_of(document: IssuedDocument) -> list[IssuedLine]:
    """Its lines, in order."""
    return list(document.lines.select_related("document", "journal").order_by("id"))


def bill_number(subject: str) -> str:
    """The bill that a correction corrects, where the customer pays by bill."""
    bill = bill_of(subject)
    return str(bill.number) if bill else ""
