"""Two members lost an ability by what came of it: Jonas may object, Kurt has, and Mira decides."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.people.models import Person
from kundenkreis.reputation import actions
from kundenkreis.reputation.models import AbilityGrant
from kundenkreis.stages.community.models import Question

DAY = timedelta(days=1)
OBJECTION = "Drei dieser Fragen hatten zwei Themen. Ich habe das genommen, das zuerst da stand. Bitte schauen Sie noch einmal hin."


def lose(people: Mapping[str, Person], members: Mapping[str, Person], at: datetime) -> None:
    """Both had put questions under another topic; others put most of them back."""
    asked = list(Question.objects.public().filter(language="de").order_by("asked_at")[:16])  # fmt: skip
    jonas, kurt = people["jonas"], members["Kurt"]
    _sorted_wrong(jonas, asked[:8], at - 9 * DAY)
    _sorted_wrong(kurt, asked[8:16], at - 6 * DAY)
    grant = AbilityGrant.objects.get(person=kurt, ability="topics")
    actions.object_to(grant, text=OBJECTION, by=kurt, at=at - 2 * DAY)


def _sorted_wrong(person: Person, asked: list[Question], at: datetime) -> None:
    """Three answers that solved open the ability, five wrong topics end it."""
    for number, question in enumerate(asked):
        solved = number < 3
        actions.record(
            person, kind="solved" if solved else "sorted", subject=question.subject, good=solved,
            other=question.author if solved else None, title=question.title, path=question.path,
            by=None, at=at - (40 if solved else 8 - number) * DAY,
        )  # fmt: skip
