"""No time this week: Vreni waits, Beat cancels, the time is kept for her alone, and Jonas comes."""

from collections.abc import Callable
from datetime import datetime, time

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.ledger import queries as ledger
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of, wifi
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer
from tests.stories.conftest import Browser, World
from tests.stories.ways import (
    checked,
    comes,
    newest,
    ordered,
    speaks_english,
    times_shown,
)

pytestmark = pytest.mark.slow


def test_a_freed_time_is_hers_alone_until_she_answers(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    beat: Person,
    aylin: Person,
    jonas: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    # Jonas comes once a week, on Thursday at ten; Beat has the next one.
    neighbour(jonas, wifi(), at=at, week=[(3, time(10), time(11))])
    speaks_english(vreni, beat, aylin, jonas)
    hers, his, stranger = browser_of(vreni), browser_of(jonas), browser_of(aylin)
    taken = case_of(beat, at)
    slot = times_shown(browser_of(beat), taken)[0]
    checked(browser_of(beat), taken, slot)
    booked = ordered(browser_of(beat), taken)
    his.send(f"{booked.path}acceptance/")

    # She sees only the week after, and would rather wait for this one.
    case = case_of(vreni, at)
    assert slot not in times_shown(hers, case)
    hers.send(f"{case.path}waiting/", within="7", helper="anyone", once="wait")
    entry = WaitingEntry.objects.get()
    assert "You are on the waiting list" in newest(world, vreni)
    mails = len(world.mails_to("vreni@"))

    # Beat cancels: the hour is kept for her, and nobody else is shown it.
    browser_of(beat).send(f"{booked.path}cancellation/", reason="")
    assert len(world.mails_to("vreni@")) == mails + 1
    assert "A time is free: Jonas" in newest(world, vreni)
    other = case_of(aylin, at)
    assert slot not in times_shown(stranger, other)
    offer = WaitingOffer.objects.get()
    path = f"/kept-times/{offer.pk}/acceptance/"
    assert stranger.post(path).status_code in (403, 404)

    # She takes it, orders it, and he comes.
    assert "This time is free for you" in hers.text(entry.path)
    asked = hers.send(path, once="take")["location"]
    assert "We keep this time for you alone" in hers.text(asked)
    checks = hers.send(asked, once="contact", note="", **ADDRESS)["location"]
    assert "We keep this time for you alone" in hers.text(checks)
    booking = ordered(hers, case)
    assert booking.starts_at == booked.starts_at
    entry.refresh_from_db()
    assert entry.outcome == "taken"
    his.send(f"{booking.path}acceptance/")
    comes(his, hers, booking, world)
    assert [each.amount for each in ledger.earnings(jonas)] == [4165]
    assert set(Booking.objects.values_list("state", flat=True)) == {"cancelled", "closed"}
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
