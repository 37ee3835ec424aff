"""A family asks itself: Vreni invites by letter, Beat answers, and nobody else ever reads a word."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.people.models import Person
from kundenkreis.spaces.models import Space, SpaceInvitation, SpaceQuestion
from tests.stories.conftest import Browser, World
from tests.stories.ways import newest, speaks_english

pytestmark = pytest.mark.slow


def test_a_family_asks_itself(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    beat: Person,
    aylin: Person,
    mira: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    speaks_english(vreni, beat, aylin, mira)
    hers, his = browser_of(vreni), browser_of(beat)
    there = hers.send("/spaces/new/", kind="private", name="Family", once="new")["Location"]
    # Beat is a customer already; Lena has no account and gets a letter with a key.
    hers.send(f"{there}members/", email="beat@example.org", once="beat")
    hers.send(f"{there}members/", email="lena@example.org", once="lena")
    assert "invites you into a private space" in newest(world, beat)
    letter = world.mails_to("lena@example.org")[-1]
    assert "?key=" in letter.text
    row = SpaceInvitation.objects.get(email="beat@example.org")
    his.send(f"{row.path}acceptance/", once="in")

    asked = hers.send(f"{there}questions/new/", title="Who comes on Sunday?", body="The printer blinks.", once="ask")["Location"]  # fmt: skip
    assert "Who comes on Sunday?" in newest(world, beat)
    his.send(asked, body="I do, at two o'clock.", once="answer")
    mail = newest(world, vreni)
    assert "New answer" in mail
    assert "two o'clock" not in mail, "the words stay in the space"
    answer = SpaceQuestion.objects.get().answers.get()
    hers.send(f"{asked}answers/{answer.pk}/solution/", once="solved")
    assert "Your answer helped" in newest(world, beat)

    for stranger in (aylin, mira):
        assert browser_of(stranger).get(asked).status_code == 404
        assert "Who comes" not in browser_of(stranger).text("/questions/?q=Sunday")

    # Vreni ends it; a month later not a word is left, and Lena's address neither.
    hers.send(f"{there}end/", once="end")
    assert "has ended" in newest(world, beat)
    assert "two o'clock" in his.text(asked)
    world.later(days=31)
    assert not Space.objects.exists()
    assert not Person.objects.filter(contact_email="lena@example.org").exists()
