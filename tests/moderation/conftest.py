"""Vreni's question, Aylin's answer, one of Mira's own: by their names."""

from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.people.models import Person
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Answer, Question
from tests.cast import make_person
from tests.kept import kept


@kept
def the_question(vreni: Person, at: datetime) -> Question:
    return community.ask(
        title="WLAN langsam",
        body="Mein Router blinkt rot.",
        agreed=True,
        by=vreni,
        at=at,
    )


@kept
def the_answer(the_question: Question, aylin: Person, at: datetime) -> Answer:
    return community.answer(
        the_question, body="Stecken Sie den Router **10 Sekunden** aus.", by=aylin, at=at
    )


@pytest.fixture
def question(the_question: Question) -> str:
    return f"question:{the_question.pk}"


@pytest.fixture
def answer(the_answer: Answer) -> str:
    return f"answer:{the_answer.pk}"


@pytest.fixture
def own_answer(the_question: Question, mira: Person, at: datetime) -> str:
    # The team may answer at once.
    community.set_rules(hold_hours=0, shelter_first=False, by=mira, at=at)
    row = community.answer(the_question, body="Von mir", by=mira, at=at)
    return f"answer:{row.pk}"


@kept
def nora(alpenfon: Brand, at: datetime) -> Person:
    """Another moderator."""
    return make_person("Nora", at, "moderator")
