"""An idea of Vreni's; Aylin, Jonas and Beat may want it too."""

import pytest

from kundenkreis.ideas import actions
from kundenkreis.ideas.models import Idea
from tests.kept import kept

BODY = "Ich sehe auf dem Router nicht, ob eine Störung ist. Mein Telefon ist 079 123 45 67."


def make_idea(person, at, title="Störung am Router anzeigen", body=BODY) -> Idea:
    return actions.write(title=title, body=body, by=person, at=at)


@kept
def idea(vreni, at) -> Idea:
    return make_idea(vreni, at)


@pytest.fixture
def other(jonas, at) -> Idea:
    return make_idea(jonas, at, "Lampe, die eine Störung zeigt", "Eine rote Lampe.")
