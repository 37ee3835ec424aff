"""Members elect moderators: two stand, one is chosen in secret, decides about a reported text, and sees nothing else."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.charter.tests.conftest import members
from kundenkreis.elections.models import Election, Mandate
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Question
from tests.stories.conftest import Browser, World
from tests.stories.ways import newest, speaks_english

__all__ = ["members"]
pytestmark = pytest.mark.slow


def test_from_the_brands_yes_to_the_end_of_an_office(
    world: World,
    alpenfon: Brand,
    members: list[Person],
    vreni: Person,
    mira: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    speaks_english(*members, vreni, mira)
    team, first, second = browser_of(mira), browser_of(members[0]), browser_of(members[1])
    assert "There are no elections here." in first.text("/elections/")
    team.send(
        "/elections/setup/", allowed="yes", reason="It is their community.", once="yes"
    )
    there = team.send("/elections/new/", seats="1", term_days="60", once="call")["Location"]
    election = Election.objects.get()
    first.send(f"{there}candidacy/", words="I read everything twice.", once="stand")
    second.call("PUT", f"elections/{election.pk}/candidacy", {"words": "I am fair."})
    assert browser_of(vreni).send(f"{there}candidacy/", words="Me too.", once="v").status_code == 422  # fmt: skip

    world.later(days=14)
    assert "2 members stand" in newest(world, members[5])
    ids = {row["words"]: row["id"] for row in browser_of().call("GET", f"elections/{election.pk}")["candidates"]}  # fmt: skip
    one, two = ids["I read everything twice."], ids["I am fair."]
    for person, chosen in ((members[2], [one]), (members[3], [one, two]), (members[4], [one])):  # fmt: skip
        voter = browser_of(person)
        voter.send(
            f"{there}ballots/", approves=[str(each) for each in chosen], once="ballot"
        )
    open_sums = browser_of().call("GET", f"elections/{election.pk}")
    assert (open_sums["voters"], open_sums["voted"]) == (6, None)

    world.later(days=7, hours=1)
    assert "You are elected" in newest(world, members[0])
    assert "You were not elected this time." in newest(world, members[1])
    result = browser_of().call("GET", f"elections/{election.pk}")
    assert [(row["approvals"], row["elected"]) for row in result["candidates"]] == [(3, True), (1, False)]  # fmt: skip

    # The office: reported texts, with reasons that the author reads. Nothing else of the brand's work.
    office = browser_of(members[0])
    question = Question.objects.filter(author=members[3]).get()
    browser_of(members[4]).send(f"/flags/question/{question.pk}/", reason="rude", words="Line one.", once="flag")  # fmt: skip
    assert question.title in office.text("/moderation/")
    decided = office.send(f"/moderation/question/{question.pk}/decision/", outcome="hidden", rule="rude", facts="An insult in line one.", once="hide")  # fmt: skip
    assert decided.status_code == 303, decided.content.decode()
    assert "An insult in line one." in newest(world, members[3])
    for path in ("/desk/", "/insight/", "/payouts/", "/elections/setup/"):
        assert office.get(path).status_code == 404

    # A recall says why, to everybody, and ends it at once.
    mandate = Mandate.objects.get()
    browser_of(mira).send(f"/elections/mandates/{mandate.pk}/recall/", reason="Decided about her own sister.", once="recall")  # fmt: skip
    assert "Decided about her own sister." in newest(world, members[0])
    assert "Decided about her own sister." in browser_of().text(there)
    world.later(minutes=1)
    assert browser_of(members[0]).get("/moderation/").status_code == 404
