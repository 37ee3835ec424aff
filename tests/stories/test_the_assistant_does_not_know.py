"""The assistant does not know: it says so, and the question reaches somebody without being typed again."""

from collections.abc import Callable

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.cases.models import Case
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions as knowledge
from tests.stories.conftest import Browser, World

pytestmark = pytest.mark.slow


def test_from_i_do_not_know_to_the_team(
    world: World, alpenfon: Brand, reto: Person, browser_of: Callable[..., Browser]
) -> None:
    knowledge.write(
        title="Drucker druckt nicht",
        body="Legen Sie Papier ein.",
        language="de",
        by=None,
        at=world.at,
    )
    hers = browser_of()
    assert (
        "Legen Sie Papier ein."
        in hers.post("/assistant/", {"question": "Drucker druckt nicht"}).content.decode()
    )
    question = "Wie melde ich meinen Garten bei der Gemeinde an?"
    page = hers.post("/assistant/", {"question": question}).content.decode()
    assert "/assistant/cases/" in page
    assert "Legen Sie Papier ein." not in page
    assert (
        hers.send("/assistant/cases/", question=question, stage="desk").status_code == 303
    )
    case = Case.objects.get()
    assert case.text == question
    hers.send(f"{case.path}attempts/", stage="desk")
    assert question in browser_of(reto).text("/desk/")
