"""What can happen to a chargeback: it is noted, answered, ended. The provider's answer is what counts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.chargebacks.events import (
    ChargebackEnded,
    ChargebackOpened,
    EvidenceGiven,
)
from kundenkreis.chargebacks.models import Chargeback
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.ledger import charged_back, checks
from kundenkreis.ledger.models import FundsHold, Journal
from kundenkreis.ledger.socket import Contest, ContestState
from kundenkreis.people.models import Person

SHORTEST = 20  # letters that say something to a bank


@transaction.atomic
def follow(held: FundsHold, *, by: Person | None, at: datetime) -> list[Chargeback]:
    """Ask the provider what was taken back of this charge, and book it. However often: booked once.

    :raises ProviderDown: nothing has changed; the clock asks again.
    """
    found = checks.offered(held.provider).contests(held.provider_ref, at=at)
    return [row for each in found if (row := note(held, each, by=by, at=at))]


@transaction.atomic
def note(
    held: FundsHold, contest: Contest, *, by: Person | None, at: datetime
) -> Chargeback | None:
    """One contest as the provider tells it: new, or further than we knew. None: no money of this charge.

    An end stays as it is, whatever is told later.
    """
    # Two messages at once: one waits here, and then finds the other's row.
    held = FundsHold.objects.select_for_update(of=("self",)).select_related("payer").get(pk=held.pk)  # fmt: skip
    rows = Chargeback.objects.select_for_update(of=("self",)).select_related("hold", "brand")  # fmt: skip
    row = rows.filter(provider=held.provider, ref=contest.ref).first()
    if row is None:
        row = _opened(held, contest, by=by, at=at)
    if row:
        _charge_fee(row, contest, by=by, at=at)
    if row is None or row.ended_at:
        return row
    row.answer_by, row.looked_at = contest.answer_by, at
    row.save(update_fields=["answer_by", "looked_at"])
    return row if contest.state == ContestState.OPEN else _ended(row, contest, by=by, at=at)  # fmt: skip


@transaction.atomic
def give_evidence(row: Chargeback, *, text: str, by: Person, at: datetime) -> Chargeback:
    """One of the team tells the bank our side, once and in time.

    :raises Refused: `answered_already`, `too_late`. :raises Invalid: `too_short`.
    :raises ProviderDown: nothing was sent.
    """
    rows = Chargeback.objects.select_for_update(of=("self",)).select_related("hold", "brand")  # fmt: skip
    row = rows.get(pk=row.pk)
    words = texts.tidy(text)[:8000]
    if row.evidence_at:
        raise Refused("answered_already", _("The bank has our side already."))
    if not row.may_be_answered(at):
        raise Refused("too_late", _("The bank does not hear us any more."))
    if len(words) < SHORTEST:
        sentence = _("Please say what was done, when, and that it was signed off.")
        raise Invalid("too_short", sentence, {"text": sentence})
    row.evidence, row.evidence_at, row.evidence_by = words, at, by
    row.save(update_fields=["evidence", "evidence_at", "evidence_by"])
    plug = checks.offered(row.provider)
    plug.defend(row.ref, key=f"{row.key}:evidence", text=words, at=at)
    announce(EvidenceGiven(**_around(row)), by=by, at=at)
    return row


def _opened(
    held: FundsHold, contest: Contest, *, by: Person | None, at: datetime
) -> Chargeback | None:
    most = held.amount - held.charged_back_amount
    amount = Money(min(contest.amount.amount, most), contest.amount.currency)
    if held.payer is None or amount.amount < 1 or amount.currency != held.currency:
        return None
    row = Chargeback.objects.create(
        hold=held, customer=held.payer, provider=held.provider, ref=contest.ref, amount=amount.amount,
        currency=amount.currency, reason=contest.reason[:60], opened_at=at, answer_by=contest.answer_by, looked_at=at,
    )  # fmt: skip
    charged_back.take(subject=held.subject, key=row.key, amount=amount, by=by, at=at)
    announce(ChargebackOpened(**_around(row)), by=by, at=at)
    return row


def _charge_fee(
    row: Chargeback, contest: Contest, *, by: Person | None, at: datetime
) -> None:
    """What the provider charges may grow, and go back when the bank decides for us."""
    more = contest.fee - row.fee
    if not more:
        return
    number = Journal.objects.filter(kind=Journal.Kind.FEE, subject=row.key).count() + 1
    amount = Money(more, row.currency)
    charged_back.charge_fee(key=row.key, number=number, amount=amount, by=by, at=at)
    row.fee = contest.fee
    row.save(update_fields=["fee"])


def _ended(
    row: Chargeback, contest: Contest, *, by: Person | None, at: datetime
) -> Chargeback:
    row.ended_at, row.outcome = at, Chargeback.Outcome(contest.state.value)
    row.save(update_fields=["ended_at", "outcome"])
    if contest.state == ContestState.WON:
        charged_back.win(subject=row.subject, key=row.key, amount=row.money, by=by, at=at)
    announce(ChargebackEnded(**_around(row), outcome=row.outcome), by=by, at=at)
    return row


def _around(row: Chargeback) -> dict[str, str]:
    return {"chargeback": str(row.pk), "subject": row.subject}
