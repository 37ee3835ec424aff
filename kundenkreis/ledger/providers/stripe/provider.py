"""Stripe Checkout and Connect behind our socket. https://docs.stripe.com/api

A charge is a Checkout Session; the money behind it a PaymentIntent with manual capture. Stripe forgets
idempotency keys after a day and we try for weeks, so every step also looks at what was done already:
captures by the intent's state, refunds by our key in their metadata. Nothing can be released in part
before the capture: parts are noted with the intent, and the capture takes what is left.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.core.money import Money
from kundenkreis.ledger.providers.stripe.client import asking, client, is_set_up
from kundenkreis.ledger.providers.stripe.models import StripeAccount
from kundenkreis.ledger.socket import (
    Charge,
    ChargeState,
    Checkout,
    Contest,
    ContestState,
    DifferentStep,
    Forged,
    Hint,
    NoAccount,
    NotPaid,
    Provider,
)
from kundenkreis.people.models import Person

if TYPE_CHECKING:
    from stripe import Dispute, PaymentIntent
    from stripe.checkout import Session

# Stripe's page lives at least 30 minutes; ours may end before, and then we end Stripe's.
LONGER = timedelta(minutes=45)
HELD = ("requires_capture", "succeeded")
OPEN, ENDED = ("needs_response", "under_review"), ("won", "lost")


class Stripe(Provider):
    """Card, TWINT and what else the account at Stripe has turned on."""

    hosted = True
    title = gettext_lazy("Card or TWINT")
    hint = gettext_lazy("You pay on the page of Stripe. It is held until the help is done.")

    pays_out = gettext_lazy("Through Stripe, to the account of each there")
    own_accounts = True

    @property
    def ready(self) -> bool:
        return is_set_up()

    def begin(
        self,
        *,
        key: str,
        amount: Money,
        payer: Person | None,
        means: str,
        back: str,
        until: datetime,
        at: datetime,
    ) -> Checkout:
        line: Any = {
            "quantity": 1,
            "price_data": {
                "currency": amount.currency.lower(),
                "unit_amount": amount.amount,
                "product_data": {"name": str(_("Help at home"))},
            },
        }
        with asking():
            session = client().v1.checkout.sessions.create(
                {
                    "mode": "payment",
                    "line_items": [line],
                    "payment_intent_data": {"capture_method": "manual", "metadata": {"key": key}},
                    "client_reference_id": key,
                    "success_url": back,
                    "cancel_url": back,
                    "expires_at": int((until + LONGER).timestamp()),
                },
                {"idempotency_key": key},
            )  # fmt: skip
        return Checkout(session.id, session.url or "")

    def look(self, ref: str, *, at: datetime) -> Charge:
        session, intent = _both(ref)
        amount = Money(session.amount_total or 0, (session.currency or "").upper())
        if intent and intent.status in HELD:
            # What it holds counts, whatever the page said.
            return Charge(ChargeState.HELD, Money(intent.amount, intent.currency.upper()))
        failed = session.status == "expired" or (intent and intent.status == "canceled")
        return Charge(ChargeState.FAILED if failed else ChargeState.AWAITED, amount)

    def capture(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """A card's hold lasts about a week; one that has expired is `NotPaid`."""
        _session, intent = _both(ref)
        if intent is None or intent.status not in HELD:
            raise NotPaid
        if intent.status == "succeeded":
            if intent.amount_received != amount.amount:
                raise DifferentStep(key)
            return
        with asking():
            client().v1.payment_intents.capture(
                intent.id,
                {"amount_to_capture": amount.amount},
                {"idempotency_key": key},
            )

    def refund(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        session, intent = _both(ref)
        if session.status == "open":
            with asking():
                client().v1.checkout.sessions.expire(ref)
        elif intent and intent.status == "succeeded":
            _give_back(intent, key, amount)
        elif intent and intent.status == "requires_capture":
            _release(intent, key, amount)

    def payable(self, people: Collection[Person]) -> set[Any]:
        ready = StripeAccount.objects.filter(person__in=people, ready_at__isnull=False)
        return set(ready.values_list("person", flat=True))

    def pay_out(self, *, key: str, amount: Money, payee: Person, at: datetime) -> str:
        mine = StripeAccount.objects.filter(person=payee, ready_at__isnull=False).first()
        if not mine:
            raise NoAccount
        with asking():
            transfer = client().v1.transfers.create(
                {
                    "amount": amount.amount,
                    "currency": amount.currency.lower(),
                    "destination": mine.account,
                    "transfer_group": key,
                },
                {"idempotency_key": key},
            )
        return str(transfer.id)

    def contests(self, ref: str, *, at: datetime) -> list[Contest]:
        """Inquiries before a dispute move no money and are none; what Stripe has not decided is open."""
        _session, intent = _both(ref)
        if intent is None:
            return []
        with asking():
            rows = client().v1.disputes.list({"payment_intent": intent.id, "limit": 100})
        return [_contest(row) for row in rows.data if row.status in OPEN + ENDED]

    def defend(self, contest: str, *, key: str, text: str, at: datetime) -> None:
        with asking():
            client().v1.disputes.update(
                contest, {"evidence": {"uncategorized_text": text}, "submit": True}, {"idempotency_key": key}
            )  # fmt: skip

    def listen(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Hint:
        import stripe

        try:
            event = stripe.Webhook.construct_event(
                body,
                headers.get("Stripe-Signature", ""),
                settings.STRIPE_WEBHOOK_SECRET or "none",
            )
        except (ValueError, stripe.SignatureVerificationError):
            sentence = _("This message is not signed by the payment service.")
            raise Forged("bad_signature", sentence) from None
        about: Any = event.data.object
        if event.type.startswith("charge.dispute."):
            return Hint(event.id[:120], _session_of(about), contested=True)
        if not event.type.startswith("checkout.session."):
            return Hint(event.id[:120], "")
        amount = Money(int(about["amount_total"]), str(about["currency"]).upper())
        return Hint(event.id[:120], str(about["id"])[:120], amount)


def _session_of(about: Any) -> str:
    """The page of a contested charge; empty: none of ours."""
    intent = about["payment_intent"]
    if not intent:
        return ""
    with asking():
        pages = client().v1.checkout.sessions.list(
            {"payment_intent": str(intent), "limit": 1}
        )
    return str(pages.data[0].id)[:120] if pages.data else ""


def _both(ref: str) -> "tuple[Session, PaymentIntent | None]":
    """The page and the money behind it, which exists once its payer has begun to pay."""
    with asking():
        session = client().v1.checkout.sessions.retrieve(
            ref, {"expand": ["payment_intent"]}
        )
    intent: Any = session.payment_intent
    return session, intent


def _give_back(intent: "PaymentIntent", key: str, amount: Money) -> None:
    """A part of what was taken, once a key, however long ago the first try was."""
    with asking():
        made = client().v1.refunds.list({"payment_intent": intent.id, "limit": 100})
        before = [each for each in made.auto_paging_iter() if each.metadata and each.metadata.to_dict().get("key") == key]  # fmt: skip
        if before and before[0].amount != amount.amount:
            raise DifferentStep(key)
        if not before:
            client().v1.refunds.create(
                {"payment_intent": intent.id, "amount": amount.amount, "metadata": {"key": key}},
                {"idempotency_key": key},
            )  # fmt: skip


def _release(intent: "PaymentIntent", key: str, amount: Money) -> None:
    """A part of what is held: noted, for the capture takes the rest; all of it: let go at once."""
    name = f"back_{sha256(key.encode()).hexdigest()[:30]}"
    with asking():
        noted: Any = client().v1.payment_intents.update(
            intent.id, {"metadata": {name: str(amount.amount)}}
        )
        parts = [
            int(value)
            for part, value in noted.metadata.to_dict().items()
            if part.startswith("back_")
        ]
        if sum(parts) >= intent.amount:
            client().v1.payment_intents.cancel(intent.id)


def _contest(row: "Dispute") -> Contest:
    due = row.evidence_details.due_by
    return Contest(
        row.id[:120],
        ContestState(row.status) if row.status in ENDED else ContestState.OPEN,
        Money(row.amount, row.currency.upper()),
        row.reason[:60],
        datetime.fromtimestamp(due, UTC) if due else None,
        sum(each.fee for each in row.balance_transactions or []),
    )
