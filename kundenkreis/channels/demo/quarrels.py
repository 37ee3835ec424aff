"""Objections in every state, a refund that waits for a second person, a small fault made good."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.chargebacks import actions as chargebacks
from kundenkreis.chargebacks import queries
from kundenkreis.core.money import Money
from kundenkreis.disputes import actions as disputes
from kundenkreis.disputes.models import Dispute
from kundenkreis.disputes.queries import dispute_of
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.socket import Contest, ContestState
from kundenkreis.people.models import Person
from kundenkreis.redress import actions as redress
from kundenkreis.redress.models import RedressRules
from kundenkreis.stages.marketplace.actions import dispute
from kundenkreis.stages.marketplace.models import Booking

# (reason, her words, the helper's answer), the newest visit first; an empty answer: still awaited.
OBJECTIONS = (
    ("not_done", "Das WLAN geht im Schlafzimmer immer noch nicht.", ""),
    (
        "other_price",
        "Am Telefon hiess es, das Kabel sei dabei. Jetzt steht es extra auf der Rechnung.",
        "Das Kabel war nicht dabei. Ich habe vorher gefragt, und Sie haben zugestimmt.",
    ),
    (
        "damage",
        "Beim Aufhängen des Geräts ist ein Stück Verputz abgebrochen.",
        "Das stimmt, es tut mir leid. Die Wand war sehr spröde.",
    ),
)
REASONS = "Beide sagen, dass der Verputz bei der Arbeit abgebrochen ist. Der Schaden ist klein. Wir übernehmen ihn."


def fill(people: Mapping[str, Person], at: datetime) -> None:
    """After the past visits; everything happened by now."""
    done = Booking.objects.with_names().filter(state="closed").order_by("-during")
    for booking, (reason, words, answer) in zip(done[:3], OBJECTIONS, strict=True):
        _one(booking, reason, words, answer, people, at)
    RedressRules.objects.create(four_eyes_from=4000)
    small, large = done[3:5]
    reto, earlier = people["reto"], at - timedelta(hours=3)
    redress.refund(subject=small.subject, amount=Money(1000, small.currency), reason="goodwill", text="Danke für Ihre Geduld.", by=reto, at=earlier)  # fmt: skip
    redress.refund(subject=large.subject, amount=Money(4500, large.currency), reason="not_as_agreed", text="Die Hilfe kam, konnte aber wenig tun.", by=reto, at=earlier)  # fmt: skip
    for missed in Booking.objects.filter(state="no_show", history__reason="helper_missing").distinct():  # fmt: skip
        redress.make_good(
            subject=missed.subject, person=missed.customer, kind="missing", currency=missed.currency, by=None, at=missed.ends_at
        )  # fmt: skip


def contested(reto: Person, at: datetime) -> None:
    """One bank waits for our side, another decided for us."""
    paid = FundsHold.objects.filter(captured_at__isnull=False, disputed_at=None, payer__isnull=False, provider="test_card", reimbursed_amount=0)  # fmt: skip
    open_, won = paid.exclude(subject__contains=":tip").order_by("-captured_at")[3:5]
    chargebacks.note(open_, Contest("contest_1", ContestState.OPEN, open_.money, "fraudulent", at + timedelta(days=6)), by=None, at=at - timedelta(days=1))  # fmt: skip
    earlier = at - timedelta(days=3)
    row = chargebacks.note(won, Contest("contest_2", ContestState.OPEN, won.money, "product_not_received", at + timedelta(days=2)), by=None, at=earlier)  # fmt: skip
    assert row is not None, "it is a customer's"
    chargebacks.give_evidence(row, text=queries.draft(row), by=reto, at=earlier + timedelta(hours=2))  # fmt: skip
    chargebacks.note(won, Contest("contest_2", ContestState.WON, won.money), by=None, at=at - timedelta(hours=9))  # fmt: skip


def _one(
    booking: Booking,
    reason: str,
    words: str,
    answer: str,
    people: Mapping[str, Person],
    at: datetime,
) -> None:
    done_at = booking.visit.completed_at
    assert done_at is not None, "a closed visit was completed"
    said = min(done_at + timedelta(days=2), at - timedelta(hours=5))
    dispute(booking, reason=reason, text=words, by=booking.customer, at=said)
    row = dispute_of(booking.subject)
    assert row is not None, "it was just made"
    if answer:
        row = disputes.answer(row, text=answer, side="helper", by=booking.helper.person, at=said + timedelta(hours=3))  # fmt: skip
    if reason == "damage":
        _decided(row, people["reto"], said + timedelta(hours=4))


def _decided(row: Dispute, reto: Person, at: datetime) -> None:
    disputes.decide(
        row, outcome="part", amount=Money(2000, row.brand.currency), bears="company", reasons=REASONS, by=reto, at=at
    )  # fmt: skip
