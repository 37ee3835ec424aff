"""What the tests of this room say again and again."""

from datetime import datetime

from kundenkreis.core.money import Money
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold
from kundenkreis.payouts import actions
from kundenkreis.payouts.models import PayoutAccount, PayoutBatch
from kundenkreis.people.models import Person

# Examples of the registry and of SIX: they pass every check and belong to nobody.
IBAN = "CH93 0076 2011 6238 5295 7"
OTHER_IBAN = "DE89370400440532013000"


def earn(
    payer: Person,
    payee: Person,
    at: datetime,
    subject: str = SUBJECT,
    *,
    amount: Money | None = None,
    held: bool = False,
) -> None:
    """A visit of CHF 49, signed off, of which CHF 41.65 is the helper's."""
    amount = amount or chf(4900)
    if not held:
        hold(payer, payee, at, subject=subject, idem=f"{subject}:hold", amount=amount)
    ledger.capture(
        subject=subject, payee=payee, commission=amount.share(15), by=payer, at=at
    )


def account(person: Person, at: datetime, iban: str = IBAN) -> PayoutAccount:
    """Where her money goes."""
    return actions.set_account(person, holder=person.name, iban=iban, by=person, at=at)


def batch(maker: Person, releaser: Person, at: datetime) -> PayoutBatch:
    """Made by one, released by the other."""
    made = actions.make_batch(by=maker, at=at)
    return actions.release(made, by=releaser, at=at)
