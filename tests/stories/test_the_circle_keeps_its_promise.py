"""The circle: a manager asks Aylin in and says why; what she writes on the direct line is answered in time, or says so."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.circles.models import DirectLine
from kundenkreis.people.models import Person
from tests.stories.conftest import Browser, World
from tests.stories.ways import newest, speaks_english

pytestmark = pytest.mark.slow


def test_a_line_with_a_promise(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    aylin: Person,
    jonas: Person,
    reto: Person,
    mira: Person,
    kai: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    speaks_english(vreni, aylin, jonas, reto, mira)
    team, hers, stranger = browser_of(mira), browser_of(aylin), browser_of(vreni)
    team.send("/circle/setup/", name="Alpenfon circle", once="begin")
    team.send(
        "/circle/promise/", days="2", reason="Two working days are honest.", once="two"
    )
    for member in (aylin, jonas):
        team.send("/circle/setup/", email=member.email, reason="You help many people.", once=member.name)  # fmt: skip
    assert "You help many people." in newest(world, aylin)
    assert "You help many people." in hers.text("/circle/")
    hers.send("/circle/acceptance/", once="yes")
    browser_of(jonas).call("POST", "circle/acceptance")
    assert stranger.get("/circle/lines/new/").status_code == 404

    # Tuesday, nine o'clock: by Thursday, closing time, she has an answer.
    there = hers.send("/circle/lines/new/", title="The new router crashes", body="Three customers say so.", once="line")["Location"]  # fmt: skip
    mail = newest(world, mira)
    assert "On the direct line: The new router crashes" in mail
    assert "12 March" in mail
    assert "Three customers say so." in browser_of(jonas).text(there)
    for other in (stranger, browser_of(kai)):
        assert other.get(there).status_code == 404

    # Four hours before the end the team is reminded; Reto, an agent, answers in time, and stands there by name.
    world.until(datetime(2026, 3, 12, 15, 30, tzinfo=at.tzinfo))
    assert "Answer until" in newest(world, mira)
    browser_of(reto).send(
        there, body="We know it: update 7 comes on Monday.", once="answer"
    )
    assert "update 7" in hers.text(there)
    assert "answered in time" in hers.text(there)
    assert hers.call("GET", "circle/lines")["items"][0]["in_time"]
    assert "New answer" in newest(world, aylin)

    # The next one nobody answers: it counts as late on the page that everyone of the circle sees.
    late = hers.call("POST", "circle/lines", {"title": "Bills in two languages", "text": "Please."})  # fmt: skip
    world.later(days=5)
    assert "Promise broken: Bills in two languages" in newest(world, mira)
    page = browser_of(aylin).text("/circle/")
    assert "overdue" in page
    browser_of(mira).send(f"/circle/lines/{late['id']}/", body="From June on.", once="late")
    assert "answered late" in browser_of(aylin).text("/circle/")
    assert sorted(row.in_time for row in DirectLine.objects.all()) == [False, True]

    # She leaves; what she wrote stays with the circle, she reads no more of it.
    space = DirectLine.objects.first()
    assert space
    browser_of(aylin).send(f"{space.question.space.path}departure/", once="leave")
    assert browser_of(aylin).get(there).status_code == 404
    assert "Three customers say so." in browser_of(jonas).text(there)
