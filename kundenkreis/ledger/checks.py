"""What must hold before money moves; each failure is a sentence."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.core.statements import asked
from kundenkreis.ledger.models import FundsHold, Journal
from kundenkreis.ledger.socket import PROVIDERS, Provider


def offered(provider: str) -> Provider:
    """The provider of this name.

    :raises Invalid: `unknown_provider`.
    """
    if provider not in PROVIDERS:
        raise Invalid("unknown_provider", _("This way to pay is not offered here."))
    return PROVIDERS[provider]


def held_before(
    subject: str, *, amount: Money, idem: str, fresh: bool = False
) -> FundsHold | None:
    """The hold that the same request made earlier, or None. `fresh`: its account was opened just now, so there is none.

    :raises Refused: `already_held`. :raises Invalid: `idempotency_mismatch`.
    """
    before = None if fresh else _hold.first(subject)
    if _of_another(idem, subject) or (
        before and before.money != amount and _asked(subject, Journal.Kind.HOLD, idem)
    ):
        raise _mismatch()
    if before and not _asked(subject, Journal.Kind.HOLD, idem):
        raise Refused("already_held", _("This is paid already. You need not pay again."))
    return before


@asked
def _hold(subject: str) -> QuerySet[FundsHold]:
    return FundsHold.objects.filter(subject=subject).order_by("pk")[:1]


@asked
def _of_another(idem: str, subject: str) -> QuerySet[Any, Any]:
    rows = Journal.objects.filter(idem=idem).exclude(subject=subject).order_by()
    return rows.values_list("pk", flat=True)


def given_back_before(
    subject: str,
    *,
    amount: Money | None,
    idem: str,
    kind: Journal.Kind = Journal.Kind.REFUND,
) -> bool:
    """Whether the same request for a refund was carried out earlier.

    :raises Invalid: `idempotency_mismatch`.
    """
    journal = Journal.objects.filter(idem=idem).first()
    if not journal:
        return False
    entries = journal.entries.filter(amount__gt=0)
    if (journal.subject, journal.kind) != (subject, kind) or (
        amount is not None and amount not in [entry.money for entry in entries]
    ):
        raise _mismatch()
    return True


def locked(subject: str) -> FundsHold:
    """The hold of the subject, ours until this transaction ends.

    :raises Refused: `nothing_held`.
    """
    held = FundsHold.objects.select_for_update().filter(subject=subject).first()
    if not held:
        raise Refused("nothing_held", _("Nothing was paid for this."))
    return held


def waiting(held: FundsHold) -> FundsHold:
    """The hold, if something in it still waits.

    :raises Refused: `already_captured`, `nothing_held`.
    """
    if held.captured_at:
        raise Refused(
            "already_captured",
            _("This money was paid out already. Please contact us if something is wrong."),
        )
    if not held.open:
        raise Refused("nothing_held", _("All of this money was given back already."))
    return held


def within(amount: Money, most: Money, *, least: int = 1) -> None:
    """The amount is at least `least` minor units and at most `most`, in the same currency.

    :raises Invalid: `bad_amount`. :raises Refused: `too_much`.
    """
    if amount.currency != most.currency or amount.amount < least:
        raise Invalid("bad_amount", _("This amount does not fit this payment."))
    if amount.amount > most.amount:
        sentence = _("This is too much. At most %(most)s is possible here.")
        raise Refused("too_much", sentence % {"most": most.text()})


def _asked(subject: str, kind: Journal.Kind, idem: str) -> bool:
    return Journal.objects.filter(idem=idem, kind=kind, subject=subject).exists()


def _mismatch() -> Invalid:
    return Invalid(
        "idempotency_mismatch", _("This request was sent before with other details.")
    )
