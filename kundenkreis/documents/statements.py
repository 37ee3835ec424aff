"""A helper's year at a brand: month by month what the ledger says, and what was due before and after."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Sum

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.documents import queries
from kundenkreis.ledger.models import Account, Entry, Journal
from kundenkreis.people.models import Person

PAID = (Journal.Kind.PAYOUT, Journal.Kind.RETURN)


@dataclass(slots=True)
class Month:
    """Minor units. `taken_back` and `paid_out` are positive; what was reserved for a payout counts as paid out."""

    first: date
    earned: int = 0
    tips: int = 0
    taken_back: int = 0
    paid_out: int = 0

    @property
    def change(self) -> int:
        """What the month added to what is due."""
        return self.earned + self.tips - self.taken_back - self.paid_out


@dataclass(frozen=True, slots=True)
class Statement:
    """`opening + total.change = closing`: the balance of what is due."""

    brand: Brand
    year: int
    at: datetime
    currency: str
    company: dict[str, Any]
    party: dict[str, str]
    opening: int
    months: list[Month]

    @property
    def total(self) -> Month:
        return Month(
            date(self.year, 1, 1),
            *(sum(getattr(month, name) for month in self.months)
              for name in ("earned", "tips", "taken_back", "paid_out")),
        )  # fmt: skip

    @property
    def closing(self) -> int:
        return self.opening + self.total.change


def of_year(person: Person, year: int, *, at: datetime) -> Statement:
    """The year of one person, in the brand's currency and zone; two statements and her tax details."""
    brand = Brand.objects.get(pk=scope.brand_id())
    start, end = (datetime(each, 1, 1, tzinfo=brand.zone) for each in (year, year + 1))
    due = Entry.objects.filter(
        account__owner=person, account__kind=Account.Kind.PAYABLE, currency=brand.currency
    )
    months = [Month(date(year, number, 1)) for number in range(1, 13)]
    for entry in due.filter(journal__at__gte=start, journal__at__lt=end).select_related("journal"):  # fmt: skip
        _count(months[entry.journal.at.astimezone(brand.zone).month - 1], entry)
    before = due.filter(journal__at__lt=start).aggregate(sum=Sum("amount"))["sum"] or 0
    mine = queries.tax_details(person)
    return Statement(
        brand=brand, year=year, at=at, currency=brand.currency, opening=before, months=months,
        company={"name": brand.name, **brand.creditor},
        party=mine.as_party if mine else {"name": person.name or person.shown_name},
    )  # fmt: skip


def _count(month: Month, entry: Entry) -> None:
    if entry.journal.kind in PAID:
        month.paid_out -= entry.amount
    elif entry.amount < 0:
        month.taken_back -= entry.amount
    elif queries.what(entry.journal) == queries.What.TIP:
        month.tips += entry.amount
    else:
        month.earned += entry.amount


def years_of(person: Person) -> list[int]:
    """The years in which the person earned something here, newest first."""
    zone = Brand.objects.get(pk=scope.brand_id()).zone
    days = Entry.objects.filter(
        account__owner=person, account__kind=Account.Kind.PAYABLE
    ).datetimes("journal__at", "year", order="DESC", tzinfo=zone)
    return [day.year for day in days]
