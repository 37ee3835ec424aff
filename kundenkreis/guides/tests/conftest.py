"""A guide that many tests begin with."""

from datetime import datetime
from typing import Any

from django.test import Client

from kundenkreis.brands.models import Brand, Topic
from kundenkreis.guides import actions
from kundenkreis.guides.actions.whole import Wanted
from kundenkreis.guides.models import Guide, GuideWalk
from kundenkreis.people.models import Person
from tests.kept import kept

HOST = "alpenfon.localhost"
STEPS = (
    Wanted(text="Leuchtet ein Lämpchen rot?", body="Vorne an der **Box**.", answers=[("Ja", 2), ("Nein", 4)]),
    Wanted(text="Ist es nach einem Neustart noch rot?", answers=[("Ja", 4), ("Nein", 3), ("Nochmals von vorne", 1)]),
    Wanted(text="Dann geht es wieder", kind="solved"),
    Wanted(text="Jemand schaut es an", kind="stage", stage="desk"),
)  # fmt: skip


def browser(person: Person | None = None, language: str = "en") -> Client:
    """A browser of somebody, or of nobody."""
    client = Client(headers={"host": HOST, "accept-language": language})
    if person:
        client.force_login(person)
    return client


def made(at: datetime, *, steps: Any = STEPS, **more: Any) -> Guide:
    """A draft with these steps."""
    values = {"title": "Das Lämpchen am Router ist rot", "language": "de", "by": None, "at": at, **more}  # fmt: skip
    guide = actions.begin(**values)
    actions.rewrite(guide, steps=steps, by=None, at=at)
    return guide


@kept
def red_light(alpenfon: Brand, at: datetime) -> Guide:
    """The router's light is red: published."""
    topic = Topic.objects.get(slug="internet")
    guide = made(at, topic=topic, summary="Das Internet geht nicht.")
    return actions.publish(guide, by=None, at=at)


def walked(walk: GuideWalk, *choices: int, at: datetime) -> GuideWalk:
    """These answers, each by its place from 1."""
    for number, choice in enumerate(choices, start=walk.turns.count() + 1):
        chosen = walk.step.answers.get(number=choice)
        walk = actions.answer(walk, number=number, answer=chosen.pk, by=None, at=at)
    return walk
