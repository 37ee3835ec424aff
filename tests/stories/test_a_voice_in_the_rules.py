"""A voice in the rules: a member proposes, five support, all discuss and vote in secret, and the brand says why it departs."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.charter.models import CharterProposal
from kundenkreis.charter.tests.conftest import members
from kundenkreis.people.models import Person
from tests.stories.conftest import Browser, World
from tests.stories.ways import newest, speaks_english

__all__ = ["members"]
pytestmark = pytest.mark.slow


def test_from_a_wish_for_other_rules_to_a_decision_with_reasons(
    world: World,
    alpenfon: Brand,
    members: list[Person],
    vreni: Person,
    mira: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    speaks_english(*members, vreni, mira)
    team, hers = browser_of(mira), browser_of(members[0])
    team.send("/charter/first/", text="We say Sie.", once="first")
    there = hers.send("/charter/proposals/new/", title="Say du", why="We know each other.", text="We say du.", once="du")["Location"]  # fmt: skip
    assert "1 of 5 supporters" in browser_of(members[1]).text(there)
    assert "take part" in browser_of(vreni).text(there)
    assert browser_of(vreni).post(f"{there}support/").status_code in (403, 422)
    for person in members[1:4]:
        browser_of(person).send(f"{there}support/")
    row = CharterProposal.objects.get()
    browser_of(members[4]).call("POST", f"charter/proposals/{row.pk}/support")
    assert "It is discussed until" in browser_of(members[5]).text(there)
    browser_of(vreni).send(f"{there}comments/", body="I like Sie.", once="word")
    assert "I like Sie." in hers.text(there)

    # Two weeks later the list is frozen, and who stands on it gets a mail.
    world.later(days=14)
    assert "You may vote: Say du" in newest(world, members[5])
    assert not any("You may vote" in mail.subject for mail in world.mails_to("vreni@"))
    ballots = zip(members, ("yes", "yes", "yes", "no", "blank"), strict=False)
    for person, choice in ballots:
        voter = browser_of(person)
        voter.send(f"{there}votes/", choice=choice, once="vote")
        assert voter.post(f"{there}votes/", {"choice": "no", "once": "twice"}).status_code in (409, 422)  # fmt: skip
    shown = browser_of(members[0]).call("GET", f"charter/proposals/{row.pk}")
    assert (shown["voters"], shown["yes"]) == (6, None), "sums stay closed until the count"

    world.later(days=7, hours=1)
    assert "3 yes, 1 no, 1 without a choice" in newest(world, mira)
    boss = browser_of(mira)
    # Where the brand departs from the vote it has to say why.
    bare = boss.send(f"{there}decision/", adopted="no", reasons="", days="14", once="bare")
    assert bare.status_code == 422
    boss.send(f"{there}decision/", adopted="no", reasons="Half of us are new here.", days="14", once="why")  # fmt: skip
    assert "Half of us are new here." in newest(world, members[0])
    assert "This departs from the vote." in browser_of(members[0]).text(there)
    assert "We say Sie." in browser_of().text("/charter/")

    # The brand's own proposal, adopted: a new version, from its date on.
    second = boss.call("POST", "charter/proposals", {"title": "Say hello", "why": "Friendly.", "text": "We say hello."})  # fmt: skip
    world.later(days=14)
    browser_of(members[0]).call("POST", f"charter/proposals/{second['id']}/votes", {"choice": "yes"})  # fmt: skip
    world.later(days=7, hours=1)
    browser_of(mira).call("POST", f"charter/proposals/{second['id']}/decision", {"adopted": True, "days": 3})  # fmt: skip
    assert "The new version counts from" in newest(world, members[5])
    assert "We say Sie." in browser_of().text("/charter/")
    world.later(days=3)
    assert "We say hello." in browser_of().text("/charter/")
    assert [row["number"] for row in browser_of(members[0]).call("GET", "charter")["items"]] == [2, 1]  # fmt: skip
