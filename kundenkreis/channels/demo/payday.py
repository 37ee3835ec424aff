"""Two weeks ago helpers were paid: a batch by one, released by another, and arrived."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.payouts import actions
from kundenkreis.payouts.models import PayoutRules
from kundenkreis.people.models import Person

# Examples of the registry: they pass every check and belong to nobody.
IBANS = {"jonas": "CH93 0076 2011 6238 5295 7", "aylin": "DE89 3704 0044 0532 0130 00"}


def pay(people: Mapping[str, Person], at: datetime) -> None:
    """All that is due by then."""
    PayoutRules.objects.create(
        minimum=2000, holder="Alpenfon AG", iban="CH5604835012345678009", bic="CRESCHZZ80A"
    )
    for name, number in IBANS.items():
        known = at - timedelta(days=200)
        actions.set_account(people[name], holder=people[name].name, iban=number, by=people[name], at=known)  # fmt: skip
    batch = actions.make_batch(by=people["mira"], at=at)
    actions.release(batch, by=people["reto"], at=at + timedelta(hours=2))
    for payout in batch.payouts.all():
        actions.send(payout, at=at + timedelta(hours=2, minutes=1))
        actions.confirm(payout, by=people["reto"], at=at + timedelta(days=1))
