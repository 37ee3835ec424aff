"""The test payment service from within: its page is pressed, its messages are written and signed.

It stands for a foreign company on our own machine: it knows neither session nor person.
"""

import hashlib
import json
import urllib.request
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import ids
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.ledger import signing
from kundenkreis.ledger.providers.test_card import network
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.providers.test_page.models import TestCheckout, TestMessage
from kundenkreis.ledger.socket import Contest, ContestState

LATE_BY = timedelta(minutes=2)
PATH = "/provider-messages/test_page/"
Choice = TestCheckout.Choice
log = structlog.get_logger(__name__)


def secret() -> str:
    """The key of its messages, as a real service would show it in its dashboard."""
    return hashlib.sha256(f"test page:{settings.SECRET_KEY}".encode()).hexdigest()


def checkout(ref: str) -> TestCheckout:
    """:raises NotFound: there is no such page."""
    found = TestCheckout.objects.filter(ref=ref).first()
    if not found:
        raise NotFound("not_found", _("There is no such payment page."))
    return found


@transaction.atomic
def press(page: TestCheckout, choice: str, *, at: datetime) -> TestCheckout:
    """The visitor decides, once; pressing again changes nothing.

    :raises Refused: `too_late`.
    """
    page = TestCheckout.objects.select_for_update().get(pk=page.pk)
    if page.choice:
        return page
    if page.closed_at or at >= page.until:
        raise Refused("too_late", _("This payment page has ended. Nothing was charged."))
    page.choice, page.chosen_at = Choice(choice), at
    page.known_from = at + LATE_BY if choice == Choice.LATE else at
    page.save()
    if page.is_paid:
        network.step(
            TestCardStep.Kind.HOLD,
            ref=page.ref,
            key=f"{page.key}:paid",
            amount=page.money,
            at=at,
        )
    _plan(page)
    return page


def _plan(page: TestCheckout) -> None:
    """Which messages follow, and when."""
    assert page.known_from is not None
    ended = "held" if page.is_paid else "failed"
    plans = {
        Choice.TWICE: [("begun", 0), (ended, 0), (ended, 1), (ended, 2)],
        Choice.ORDER: [(ended, 0), ("begun", 1)],
    }
    names: dict[str, str] = {}
    for kind, minutes in plans.get(Choice(page.choice), [("begun", 0), (ended, 0)]):
        # A repetition carries the id of what it repeats.
        event = names.setdefault(kind, f"evt_{ids.secret()}")
        due = page.known_from + timedelta(minutes=minutes)
        TestMessage.objects.create(checkout=page, event=event, kind=kind, due_at=due)


CONTESTED_AFTER, DECIDED_AFTER = timedelta(minutes=10), timedelta(minutes=10)
ANSWER_DAYS = timedelta(days=7)


def contest_later(ref: str, *, at: datetime) -> None:
    """What was pressed on the page comes true once the money was taken; a second capture changes nothing."""
    page = TestCheckout.objects.select_for_update().get(ref=ref)
    if page.choice != Choice.CONTEST or page.contested_at:
        return
    page.contested_at = at + CONTESTED_AFTER
    page.save(update_fields=["contested_at"])
    _tell(page, "contested", page.contested_at)
    _tell(page, "contest_end", page.contested_at + ANSWER_DAYS)


def contests(ref: str, *, at: datetime) -> list[Contest]:
    """Who answers the bank wins ten minutes later; who does not within seven days has lost."""
    page = checkout(ref)
    if page.contested_at is None or at < page.contested_at:
        return []
    answer_by = page.contested_at + ANSWER_DAYS
    state = ContestState.LOST if at >= answer_by else ContestState.OPEN
    if page.evidence_at:
        won = at >= page.evidence_at + DECIDED_AFTER
        state = ContestState.WON if won else ContestState.OPEN
    taken = TestCardStep.objects.get(ref=ref, kind=TestCardStep.Kind.CAPTURE)
    amount = Money(taken.amount, taken.currency)
    return [Contest(f"contest_{ref}", state, amount, "fraudulent", answer_by)]


def defend(contest: str, *, text: str, at: datetime) -> None:
    """The shop tells its side, once, in time."""
    page = checkout(contest.removeprefix("contest_"))
    if page.contested_at and not page.evidence_at and at < page.contested_at + ANSWER_DAYS:
        page.evidence, page.evidence_at = text, at
        page.save(update_fields=["evidence", "evidence_at"])
        _tell(page, "contest_end", at + DECIDED_AFTER)


def _tell(page: TestCheckout, kind: str, due: datetime) -> None:
    TestMessage.objects.create(
        checkout=page, event=f"evt_{ids.secret()}", kind=kind, due_at=due
    )


def written(message: TestMessage, *, at: datetime) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a message, signed now."""
    page = message.checkout
    told = {
        "id": message.event,
        "type": f"payment.{message.kind}",
        "payment": {"id": page.ref, "amount": page.amount, "currency": page.currency},
    }
    body = json.dumps(told).encode()
    headers = {
        "Content-Type": "application/json",
        "Test-Signature": signing.sign(body, secret(), at=at),
    }
    return body, headers


def send_due(*, at: datetime) -> None:
    """Every minute: what is due goes out, over the network like anyone's."""
    due = TestMessage.objects.filter(sent_at__isnull=True, due_at__lte=at)
    for message in due.select_related("checkout").order_by("due_at", "id")[:50]:
        body, headers = written(message, at=at)
        address = settings.BASE_URL.rstrip("/") + PATH
        request = urllib.request.Request(address, data=body, headers=headers, method="POST")  # noqa: S310 - our own address
        try:
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310
                pass
        except OSError as trouble:
            log.info("test_message_unheard", trouble=type(trouble).__name__)
        message.sent_at = at
        message.save(update_fields=["sent_at"])
