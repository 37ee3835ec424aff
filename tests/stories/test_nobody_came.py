"""Jonas does not come. Somebody else does; Vreni objects to the work; each gets what is right, once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.disputes.models import Dispute
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.models import Person
from kundenkreis.redress.models import MakeGood
from kundenkreis.stages.marketplace.models import Booking, Dispatch
from kundenkreis.stages.marketplace.tests.searches import asked, helpers_around
from kundenkreis.stages.marketplace.tests.visits import case_of
from tests.stories.conftest import Browser, World
from tests.stories.test_the_first_who_can_come import says_yes
from tests.stories.test_trusted_person import order_as

pytestmark = pytest.mark.slow


def waits_in_vain(hers: Browser, booking: Booking, world: World) -> Dispatch:
    """Ten minutes after the agreed time she taps once, and others are asked."""
    world.until(booking.starts_at + timedelta(minutes=9))
    hers.send(f"{booking.path}no-show/", once="too early")
    booking.refresh_from_db()
    assert booking.state == "confirmed"
    world.until(booking.starts_at + timedelta(minutes=11))
    hers.send(f"{booking.path}no-show/", once="now")
    hers.send(f"{booking.path}replacement/", once="else")
    return Dispatch.objects.get(replaces=booking)


def comes(his: Browser, booking: Booking, world: World) -> None:
    world.until(booking.starts_at)
    his.send(f"{booking.path}departure/")
    his.send(f"{booking.path}start/", code_word=booking.code_word)
    world.until(booking.ends_at)
    his.send(f"{booking.path}completion/", report="Repeater im Gang.")


def quarrel(
    hers: Browser, his: Browser, desk: Browser, booking: Booking, world: World
) -> Dispute:
    """She objects, he answers, the team gives half of it back."""
    hers.send(
        f"{booking.path}disputes/",
        reason="not_done",
        text="Im Bad noch immer kein Empfang.",
    )
    dispute = Dispute.objects.get()
    assert [each.amount for each in ledger.owed_to(booking.helper.person)] == []
    his.send(f"{booking.path}disputes/answer/", text="Im Bad war nichts abgemacht.")
    world.later(hours=1)
    desk.send(
        dispute.path, outcome="part", amount="24.50", bears="company",
        reasons="Beide haben recht: Es war nicht gesagt, wo es gehen muss.",
    )  # fmt: skip
    return dispute


def test_another_comes_and_the_quarrel_ends_with_reasons(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    reto: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    helpers_around(4, at)
    hers, desk = browser_of(vreni), browser_of(reto)
    booking = order_as(hers, case_of(vreni, at), at)
    first = booking.helper.person
    browser_of(first).send(f"{booking.path}acceptance/")

    again = waits_in_vain(hers, booking, world)
    booking.refresh_from_db()
    assert booking.state == "no_show"
    assert ledger.earnings(first) == []
    made_good = MakeGood.objects.get()
    assert (made_good.person, made_good.kind) == (vreni, "missing")

    second = says_yes(asked(again)[0], browser_of)
    assert second.helper != booking.helper
    his = browser_of(second.helper.person)
    comes(his, second, world)

    dispute = quarrel(hers, his, desk, second, world)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.final_at is not None) == ("decided", True)
    for mail in (vreni.email, second.helper.person.email):
        assert "Es war nicht gesagt" in "".join(
            each.text for each in world.mails_to(mail or "-")
        )
    world.until(dispute.final_at or at)
    dispute.refresh_from_db()
    assert dispute.state == "settled"

    # He has all of it; half of her money is back and what makes the waiting good; the company bears both.
    hold = FundsHold.objects.get(subject=second.subject)
    assert hold.reimbursed_amount == 2450 + made_good.amount
    assert [each.amount for each in ledger.earnings(second.helper.person)] == [4165]
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
