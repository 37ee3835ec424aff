"""Points become a credit, money or a donation; with their owner they lapse."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.brands.queries import brand_here
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ledger import points as ledger
from kundenkreis.ledger import settled
from kundenkreis.payback import queries
from kundenkreis.payback.events import PointsRedeemed
from kundenkreis.payback.models import Organisation, Redemption
from kundenkreis.people.models import Person

Way = Redemption.Way


@one_transaction
def redeem(
    *, points: int, way: str, organisation: UUID | None = None, by: Person, at: datetime
) -> Redemption:
    """So many points become a credit for the next bill, money with the next payout, or a donation.

    Money goes the way of all payouts: a batch that a second person releases.

    :raises NotAllowed: without an account. :raises NotFound: no such organisation.
    :raises Invalid: `unknown_choice`, `bad_points`. :raises Refused: `too_few_points`, `too_little_money`, `withdrawn`.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    if way not in Way.values:
        sentence = _("Please choose one.")
        raise Invalid("unknown_choice", sentence, {"way": sentence})
    if points < 1:
        sentence = _("Please type a number of points.")
        raise Invalid("bad_points", sentence, {"points": sentence})
    if way == Way.MONEY:
        _enough(points)
    to = _receiver(organisation) if way == Way.DONATION else None
    row = Redemption.objects.create(
        person=by,
        way=way,
        organisation=to,
        points=points,
        currency=brand_here().currency,
        at=at,
    )
    ledger.take(by, points, subject=row.subject, memo=way, by=by, at=at)
    if way == Way.CREDIT:
        settled.credit(subject=row.subject, person=by, amount=row.money, reason="payback", by=by, at=at)  # fmt: skip
    else:
        payee = to.person if to else by
        settled.reward(subject=row.subject, payee=payee, amount=row.money, idem=f"{row.subject}:money", by=by, at=at)  # fmt: skip
    announce(PointsRedeemed(redemption=str(row.pk), person=str(by.pk)), by=by, at=at)
    return row


def _receiver(organisation: UUID | None) -> Organisation:
    if organisation is None:
        sentence = _("Please choose one.")
        raise Invalid("unknown_choice", sentence, {"organisation": sentence})
    row = queries.organisation(organisation)
    if row.withdrawn_at:
        raise Refused("withdrawn", _("This organisation is no longer on our list."))
    return row


def _enough(points: int) -> None:
    terms = queries.newest_terms()
    least = terms.money_from if terms else 1
    if points < least:
        sentence = _("Money starts at {count} points. A credit or a donation is possible from 1 point.")  # fmt: skip
        sentence = sentence.format(count=least)
        raise Refused("too_little_money", sentence, {"points": sentence})


@one_transaction
def lapse(person: Person, *, by: Person | None, at: datetime) -> int:
    """Her data are erased: nobody can redeem what is left. How many points that were."""
    left = ledger.balance_of(person)
    if left:
        subject = f"payback-lapsed:{person.pk}"
        ledger.take(person, left, subject=subject, memo="lapsed", by=by, at=at)
    return left
