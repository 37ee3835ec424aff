"""Putting right: the team gives back, a second person agrees, small faults are made good, credits are spent."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.ledger import settled
from kundenkreis.ledger.models import Account, FundsHold
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.redress import queries
from kundenkreis.redress.events import MadeGood, RefundAsked, RefundMade, RefundRefused
from kundenkreis.redress.models import MakeGood, Refund


@transaction.atomic
def refund(
    *, subject: str, amount: Money, reason: str, text: str = "", by: Person, at: datetime
) -> Refund:
    """Give back a part of what was taken, or all; from the brand's limit on, somebody else agrees first.

    :raises NotAllowed: not of the team, or her own money. :raises Invalid: `bad_amount`, `unknown_reason`.
    :raises Refused: `nothing_held`, `too_much`, `disputed`.
    """
    parts = _refundable(subject, by=by, at=at)
    if reason not in Refund.Reason.values:
        sentence = _("Please choose one of the reasons.")
        raise Invalid("unknown_reason", sentence, {"reason": sentence})
    left = queries.left(subject)
    if left is None or amount.currency != left.currency or amount.amount < 1:
        sentence = _("Please type an amount in {currency}.").format(
            currency=parts[0].currency
        )
        raise Invalid("bad_amount", sentence, {"amount": sentence})
    if amount.amount > left.amount:
        sentence = _("At most {most} can be given back here.").format(most=left.text())
        raise Refused("too_much", sentence, {"amount": sentence})
    before = sum(row.amount for row in queries.refunds_of(subject) if not row.refused_at)
    row = Refund.objects.create(
        subject=subject, customer=parts[0].payer, amount=amount.amount, currency=amount.currency, reason=reason,
        text=texts.tidy(text)[:2000], asked_at=at, asked_by=by,
        two_people=before + amount.amount >= queries.rules().four_eyes_from,
    )  # fmt: skip
    if row.two_people:
        announce(RefundAsked(refund=str(row.pk), subject=subject), by=by, at=at)
        return row
    return _carry_out(row, by=by, at=at)


@transaction.atomic
def approve(refund: Refund, *, by: Person, at: datetime) -> Refund:
    """A second person agrees: the money goes back.

    :raises NotAllowed: not of the team, or her own money. :raises Refused: `four_eyes`, `decided_already`, `disputed`.
    """
    row = _to_check(refund, by=by, at=at)
    row.checked_at, row.checked_by = at, by
    return _carry_out(row, by=by, at=at)


@transaction.atomic
def refuse(refund: Refund, *, by: Person, at: datetime) -> Refund:
    """A second person does not agree: nothing moves.

    :raises NotAllowed: not of the team, or her own money. :raises Refused: `four_eyes`, `decided_already`.
    """
    row = _to_check(refund, by=by, at=at)
    row.checked_at, row.checked_by, row.refused_at = at, by, at
    row.save()
    announce(RefundRefused(refund=str(row.pk), subject=row.subject), by=by, at=at)
    return row


@transaction.atomic
def make_good(
    *,
    subject: str,
    person: Person,
    kind: str,
    currency: str,
    by: Person | None,
    at: datetime,
) -> MakeGood | None:
    """The brand's amount for this fault as a credit, once a subject; None where its rule gives nothing."""
    rules = queries.rules()
    amounts = {
        "late": rules.late_amount, "missing": rules.missing_amount, "cancelled": rules.cancelled_amount
    }  # fmt: skip
    if not amounts[kind]:
        return None
    money = Money(amounts[kind], currency)
    # Two at once: the second waits for the first by the journal's key, and then finds its row.
    settled.credit(subject=subject, person=person, amount=money, reason=kind, by=by, at=at)
    row, fresh = MakeGood.objects.get_or_create(
        subject=subject,
        defaults={
            "person": person, "kind": kind, "amount": money.amount, "currency": currency, "at": at
        },
    )  # fmt: skip
    if fresh:
        announce(MadeGood(subject=subject), by=by, at=at)
    return row


@transaction.atomic
def spend_credit(subject: str, *, by: Person | None = None, at: datetime) -> Money | None:
    """What was just taken from a customer who has a credit costs her that much less. Twice changes nothing."""
    held = FundsHold.objects.select_for_update().filter(subject=subject).first()
    if not held or held.payer is None:
        return None
    credit = (
        Account.objects.select_for_update()
        .filter(owner=held.payer, kind=Account.Kind.CREDIT, currency=held.currency)
        .first()
    )
    amount = min(credit.balance if credit else 0, held.reimbursable.amount)
    if not amount:
        return None
    spent = Money(amount, held.currency)
    settled.reimburse(
        subject=subject, amount=spent, source=Account.Kind.CREDIT, reason="credit",
        idem=f"{subject}:credit:{at.isoformat()}", by=by, at=at,
    )  # fmt: skip
    return spent


def _refundable(subject: str, *, by: Person, at: datetime) -> list[FundsHold]:
    """What was taken for the subject, ours until this transaction ends."""
    if not holds(by, "agent", "manager", at=at):
        raise NotAllowed("not_yours", _("Only our team can do this."))
    rows = FundsHold.objects.select_for_update().of(subject)
    parts = [row for row in rows if row.captured_at]
    if not parts:
        raise Refused("nothing_held", _("Nothing was paid for this."))
    if any(by.pk in (part.payer_id, part.payee_id) for part in parts):
        raise NotAllowed("own_money", _("This is about your own money. Somebody else must do it."))  # fmt: skip
    if any(part.disputed_at for part in parts):
        raise Refused("disputed", _("Somebody objects to this visit. Please decide on the objection instead."))  # fmt: skip
    return parts


def _to_check(refund: Refund, *, by: Person, at: datetime) -> Refund:
    _refundable(refund.subject, by=by, at=at)
    row = Refund.objects.select_for_update().get(pk=refund.pk)
    if not row.waits:
        raise Refused("decided_already", _("Somebody has decided on this already."))
    if row.asked_by_id == by.pk:
        raise Refused("four_eyes", _("You asked for it. Somebody else must agree."))
    return row


def _carry_out(row: Refund, *, by: Person, at: datetime) -> Refund:
    rest = row.amount
    for held in queries.parts(row.subject):
        part = Money(min(rest, held.reimbursable.amount), row.currency)
        rest -= part.amount
        if part:
            settled.reimburse(
                subject=held.subject, amount=part, reason=row.reason, idem=f"{row.key}:{held.pk}", by=by, at=at
            )  # fmt: skip
    row.done_at = at
    row.save()
    announce(RefundMade(refund=str(row.pk), subject=row.subject), by=by, at=at)
    return row
