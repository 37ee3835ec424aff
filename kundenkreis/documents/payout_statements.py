"""What one payout pays, service by service: its price, what the brand keeps, tips, what was corrected since.

Every figure is a leg of the ledger. A transfer that came back is no line of its own: the statement of
the next payout names the services again that the first one was for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.documents import queries
from kundenkreis.documents.models import IssuedDocument, TaxDetails
from kundenkreis.ledger.models import Account, Entry, Journal
from kundenkreis.ledger.subjects import describe_all, root
from kundenkreis.payouts.models import Payout, PayoutLine
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds

Kind = IssuedDocument.Kind


@dataclass(slots=True)
class Row:
    """One service on one payout. Minor units; `commission` is positive, `corrections` signed.

    `papers`: the numbers of its credit notes.
    """

    subject: str
    on: date
    words: dict[str, str] = field(default_factory=dict)
    gross: int = 0
    commission: int = 0
    tips: int = 0
    corrections: int = 0
    papers: list[str] = field(default_factory=list)

    @property
    def net(self) -> int:
        """What the payout carries for it."""
        return self.gross - self.commission + self.tips + self.corrections


@dataclass(frozen=True, slots=True)
class PayoutStatement:
    """`total.net` is the payout's amount. `again`: references of transfers that came back and are in here."""

    payout: Payout
    brand: Brand
    at: datetime
    company: dict[str, Any]
    party: dict[str, str]
    rows: list[Row]
    again: list[str]

    @property
    def total(self) -> Row:
        names = ("gross", "commission", "tips", "corrections")
        sums = {name: sum(getattr(row, name) for row in self.rows) for name in names}
        return Row("", self.at.astimezone(self.brand.zone).date(), **sums)

    def money(self, amount: int) -> Money:
        """Minor units of this payout's currency."""
        return Money(amount, self.payout.currency)


def payout_for(person: Person, pk: UUID, *, at: datetime) -> Payout:
    """The payout, for who is paid by it, and for the staff that pays out.

    :raises NotFound: for everyone else.
    """
    rows = Payout.objects.with_names().filter(pk=pk)
    if not holds(person, "manager", "agent", at=at):
        rows = rows.filter(person=person)
    row = rows.first()
    if not row:
        raise NotFound("not_found", _("There is no such payout."))
    return row


def of(payout: Payout) -> PayoutStatement:
    """The statement of one payout, the oldest service first; the statements do not grow with its rows."""
    brand = Brand.objects.get(pk=scope.brand_id())
    entries, again = _entries(payout)
    taxes = TaxDetails.objects.filter(person=payout.person, set_at__lte=payout.made_at)
    then = taxes.filter(Q(replaced_at=None) | Q(replaced_at__gt=payout.made_at)).first()
    return PayoutStatement(
        payout=payout, brand=brand, at=payout.sent_at or payout.made_at, again=again,
        company={"name": brand.name, **brand.creditor},
        party=then.as_party if then else {"name": payout.person.name or payout.person.shown_name},
        rows=_rows(entries, payout, brand),
    )  # fmt: skip


def _entries(payout: Payout) -> tuple[list[Entry], list[str]]:
    """What the payout covers; instead of a transfer that came back, what that one covered."""
    found: list[Entry] = []
    again: list[str] = []
    waiting = [payout.pk]
    while waiting:
        lines = PayoutLine.objects.filter(payout__in=waiting).select_related(
            "entry__journal"
        )
        covered = [line.entry for line in lines.prefetch_related("entry__journal__entries__account")]  # fmt: skip
        back = [each for each in covered if each.journal.kind == Journal.Kind.RETURN]
        found += [each for each in covered if each not in back]
        waiting = [UUID(each.journal.subject.partition(":")[2]) for each in back]
        earlier = Payout.objects.filter(pk__in=waiting).order_by("made_at")
        again += earlier.values_list("reference", flat=True) if waiting else []
    return sorted(found, key=lambda each: each.pk), again


def _rows(entries: Sequence[Entry], payout: Payout, brand: Brand) -> list[Row]:
    about = describe_all(each.journal.subject for each in entries)
    rows: dict[str, Row] = {}
    for entry in entries:
        subject = root(entry.journal.subject)
        if subject not in rows:
            known = about.get(subject)
            day = (known and known.done_on) or entry.journal.at.astimezone(
                brand.zone
            ).date()
            rows[subject] = Row(subject, day, known.words if known else {})
        _add(rows[subject], entry)
    for paper in _papers(rows, payout):
        rows[paper.subject].papers.append(paper.reference)
    return sorted(rows.values(), key=lambda row: (row.on, row.subject))


def _papers(subjects: Iterable[str], payout: Payout) -> QuerySet[IssuedDocument]:
    """The credit notes and their corrections that existed when it left."""
    rows = IssuedDocument.objects.filter(
        person=payout.person, kind__in=(Kind.SELF_BILLING, Kind.SELF_BILLING_CORRECTION), subject__in=list(subjects)
    )  # fmt: skip
    return rows.filter(issued_at__lte=payout.sent_at or payout.made_at).order_by("issued_at", "kind", "number")  # fmt: skip


def _add(row: Row, entry: Entry) -> None:
    """One leg of what is due, with the brand's share of the same movement."""
    if entry.journal.kind not in queries.TAKEN:
        row.corrections += entry.amount
    elif queries.what(entry.journal) == queries.What.TIP:
        row.tips += entry.amount
    else:
        legs = entry.journal.entries.all()
        kept = sum(leg.amount for leg in legs if leg.account.kind == Account.Kind.COMMISSION)  # fmt: skip
        row.gross += entry.amount + kept
        row.commission += kept
