"""What helped in a month, what somebody has, what a brand set."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.payback.models import (
    Organisation,
    PaybackMonth,
    PaybackShare,
    PaybackTerms,
    Redemption,
    first_of,
    month_after,
)
from kundenkreis.payback.queries.helped import (
    Helped,
    helped_in,
    span_of,
    waiting_of,
)
from kundenkreis.people.models import Person, Role

__all__ = ["Helped", "helped_in", "span_of", "waiting_of"]

# So many closed months are made up for at once after a long standstill.
MOST_BEHIND = 3


def terms_of(month: date) -> PaybackTerms | None:
    """What holds in this month; None: no payback then."""
    rows = PaybackTerms.objects.filter(from_month__lte=month)
    return rows.order_by("-from_month", "-pk").first()


def newest_terms() -> PaybackTerms | None:
    """What was set last, for this month or a later one."""
    return PaybackTerms.objects.order_by("-from_month", "-pk").first()


def all_terms() -> list[PaybackTerms]:
    """Everything that was set, the newest first."""
    return list(PaybackTerms.objects.select_related("set_by").order_by("-pk")[:20])


def months_to_close(*, until: date) -> list[date]:
    """Months with terms that are over and not closed, the oldest first."""
    first = PaybackTerms.objects.order_by("from_month").values_list("from_month", flat=True).first()  # fmt: skip
    if first is None:
        return []
    closed = set(PaybackMonth.objects.values_list("month", flat=True))
    found, month = [], first
    while month <= first_of(until):
        if month not in closed:
            found.append(month)
        month = month_after(month)
    return found[-MOST_BEHIND:]


def newcomers(authors: Sequence[str]) -> list[str]:
    """Of these, who never had a share here."""
    known = PaybackShare.objects.filter(person__pk__in=authors).values_list(
        "person", flat=True
    )
    return sorted(set(authors) - {str(pk) for pk in known})


def months() -> list[PaybackMonth]:
    """Closed months, the newest first, with how many people got something."""
    rows = PaybackMonth.objects.annotate(people=Count("shares"))
    return list(rows.order_by("-month")[:24])


def shares_of(person: Person) -> list[PaybackShare]:
    """What she got, month by month, the newest first."""
    rows = PaybackShare.objects.filter(person=person).select_related("month")
    return list(rows.order_by("-month__month"))


def share_for(person: Person, month: UUID) -> PaybackShare:
    """Her own share of this month.

    :raises NotFound: there is none.
    """
    rows = PaybackShare.objects.filter(person=person, month=month)
    row = rows.select_related("month").first()
    if row is None:
        raise NotFound("not_found", _("There is no such statement."))
    return row


def redemptions_of(person: Person) -> list[Redemption]:
    """What her points became, the newest first."""
    rows = Redemption.objects.filter(person=person).select_related("organisation")
    return list(rows.order_by("-at", "-pk")[:50])


def organisations(*, all_of_them: bool = False) -> list[Organisation]:
    """To whom points can be given now, or ever could."""
    rows = Organisation.objects.all()
    return list(rows if all_of_them else rows.filter(withdrawn_at=None))


def organisation(pk: UUID) -> Organisation:
    """:raises NotFound: there is none of this id here."""
    row = Organisation.objects.filter(pk=pk).select_related("person").first()
    if row is None:
        raise NotFound("not_found", _("There is no such organisation."))
    return row


def speaks_for(by: Person, person: Person) -> bool:
    """Whether `by`, a manager, names the bank account of an organisation here."""
    managers = Role.objects.filter(person=by, kind=Role.Kind.MANAGER, until=None)
    return managers.exists() and Organisation.objects.filter(person=person).exists()
