"""A ring of twelve who thank each other, beside what the cast does; by its name."""

from datetime import datetime, timedelta

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.people.models import Person
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Answer, Kudos, Question
from tests.cast import make_person
from tests.kept import kept


@kept
def the_ring(alpenfon: Brand, vreni: Person, at: datetime) -> list[Person]:
    """Each answered once and thanked all others within a week; Vreni thanked one of them too."""
    ring = [make_person(f"Ring{number}", at, "member") for number in range(6)]
    question = community.ask(title="WLAN langsam", body="Mein Router blinkt rot.", agreed=True, by=vreni, at=at - timedelta(days=9))  # fmt: skip
    answers = [
        Answer.objects.create(question=question, author=each, role="member", body=f"Antwort {n}", at=at - timedelta(days=8))
        for n, each in enumerate(ring)
    ]  # fmt: skip
    thank(ring, answers, at - timedelta(days=3))
    Kudos.objects.create(answer=answers[0], giver=vreni, at=at - timedelta(days=2))
    return ring


def thank(givers: list[Person], answers: list[Answer], at: datetime) -> None:
    Kudos.objects.bulk_create(
        Kudos(answer=answer, giver=giver, at=at)
        for answer in answers
        for giver in givers
        if answer.author_id != giver.pk
    )


@pytest.fixture
def question(the_ring: list[Person]) -> Question:
    return Question.objects.get()


@kept
def nora(alpenfon: Brand, at: datetime) -> Person:
    """Another moderator."""
    return make_person("Nora", at, "moderator")
