"""Points: a currency of their own in the same books. Issued by the brand, taken back when they become something else.

A member's balance never falls below zero (`account_no_overdraft`); what all members have is what the brand issued.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import posting
from kundenkreis.ledger.models import Account, Journal
from kundenkreis.people.models import Person

# No money, so no letters of ISO 4217's lists.
POINTS = "PTS"
Kind = Account.Kind


@transaction.atomic
def issue(
    given: Mapping[Person, int], *, subject: str, by: Person | None, at: datetime
) -> Journal | None:
    """These points to these people, in one journal; once a subject. None: nobody gets any."""
    if before := Journal.objects.filter(idem=f"{subject}:points").first():
        return before
    legs = [(_of(person), points) for person, points in given.items() if points]
    if not legs:
        return None
    legs.append((posting.account(Kind.ISSUED, currency=POINTS), -sum(points for _account, points in legs)))  # fmt: skip
    return posting.post(
        Journal.Kind.POINTS, subject=subject, idem=f"{subject}:points", legs=legs, by=by, at=at
    )  # fmt: skip


@transaction.atomic
def take(
    person: Person, points: int, *, subject: str, memo: str = "", by: Person | None, at: datetime
) -> Journal:  # fmt: skip
    """They became something else. Two at once: one waits at the account's row.

    :raises Refused: `too_few_points`.
    """
    mine = Account.objects.select_for_update().get(pk=_of(person).pk)
    if mine.balance < points:
        sentence = _("You have {count} points.").format(count=mine.balance)
        raise Refused("too_few_points", sentence, {"points": sentence})
    legs = [(mine, -points), (posting.account(Kind.ISSUED, currency=POINTS), points)]
    return posting.post(
        Journal.Kind.POINTS, subject=subject, idem=f"{subject}:points", legs=legs, memo=memo, by=by, at=at
    )  # fmt: skip


def balance_of(person: Person) -> int:
    """How many points she has here now."""
    row = Account.objects.filter(owner=person, kind=Kind.POINTS, currency=POINTS).first()
    return row.balance if row else 0


def _of(person: Person) -> Account:
    return posting.account(Kind.POINTS, owner=person, currency=POINTS)
