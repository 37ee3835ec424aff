"""A wish becomes real: Vreni writes it, others vote, the brand says why, and everyone hears of it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.ideas.models import Idea, VoteBudget
from kundenkreis.people.models import Person
from tests.stories.conftest import Browser, World
from tests.stories.ways import newest, speaks_english

pytestmark = pytest.mark.slow


def test_a_wish_is_heard_and_delivered(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    aylin: Person,
    beat: Person,
    mira: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    speaks_english(vreni, aylin, beat, mira)
    hers, team = browser_of(vreni), browser_of(mira)
    wish = {"title": "Eine Lampe für Störungen", "body": "Am Router, bitte.", "topic": "internet"}  # fmt: skip
    hers.send("/ideas/new/", once="wish", **wish)
    world.work()
    idea = Idea.objects.get()
    assert idea.path in browser_of(aylin).text("/ideas/")

    # Beat would write the same: he is shown hers, and votes for it instead.
    same = {"title": "Lampe am Router für Störungen", "body": "Damit ich es sehe.", "topic": ""}  # fmt: skip
    shown = browser_of(beat).send("/ideas/new/", once="same", **same)
    assert idea.path in shown.content.decode()
    for number, person in enumerate((aylin, beat)):
        browser_of(person).send(f"/ideas/{idea.pk}/votes/", once=f"vote {number}")
    assert Idea.objects.count() == 1

    # Step by step, each with a sentence for everyone.
    steps = (("planned", 3), ("in_work", 10), ("delivered", 30))
    for to, days in steps:
        world.later(days=days)
        team.send(f"/ideas/{idea.pk}/status/", to=to, sentence=f"It is {to}.", once=to)
        world.work()
    for person in (vreni, aylin, beat):
        assert "Delivered: Eine Lampe" in newest(world, person)
        assert "It is delivered." in newest(world, person)
    assert "All votes for it came back" in newest(world, beat)
    assert set(VoteBudget.objects.values_list("used", flat=True)) == {0}

    page = browser_of(beat).text("/ideas/delivered/")
    assert "It is delivered." in page
    assert "43 days from idea to market" in page
    assert "43 days" in team.text("/ideas/measures/")
