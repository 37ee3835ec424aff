"""Questions and answers of the demo's members, from `content/questions.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kundenkreis.brands.models import Topic
from kundenkreis.channels.demo import cast
from kundenkreis.following import actions as following
from kundenkreis.moderation import actions as moderation
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.stages.community import actions, reactions
from kundenkreis.stages.community.events import QuestionAsked
from kundenkreis.stages.community.models import (
    Answer,
    CommunityRules,
    Kudos,
    Question,
    SameHere,
)

FILE = Path(__file__).parent / "content" / "questions.toml"


def join(at: datetime) -> dict[str, Person]:
    """The members by nickname."""
    spoken = {**dict.fromkeys(cast.MEMBERS, "de"), **dict(cast.GUESTS)}
    return {
        name: cast.make_person(
            name, cast.address(name), ("member",), at, nickname=name, language=language
        )
        for name, language in spoken.items()
    }  # fmt: skip


def talk(voices: Mapping[str, Person], crowd: list[Person], at: datetime) -> None:
    """All questions with their answers, thanks and solutions, oldest first. `crowd` says thanks."""
    # What is told was long ago: the team answered when it did.
    CommunityRules.objects.create(hold_hours=0)
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["question"]
    for number, entry in enumerate(sorted(told, key=lambda entry: -entry["days"])):
        asked_at = at - timedelta(days=entry["days"], minutes=number * 53 % 420)
        question = actions.ask(
            title=entry["title"],
            body=entry["body"],
            topic=topics[entry["topic"]],
            language=entry.get("language", "de"),
            agreed=True,
            by=voices[entry["by"]],
            at=asked_at,
        )
        _same_here(question, crowd, number)
        for reply in entry.get("answers", ()):
            _answer(question, reply, voices, crowd)
    CommunityRules.objects.update(hold_hours=24)


def surround(voices: Mapping[str, Person], at: datetime) -> None:
    """What stands around questions: comments, a first question that a mentor should read, what Aylin follows."""
    answer = (
        Answer.objects.public()
        .filter(question__language="de", accepted__isnull=False)
        .order_by("-at")[0]
    )
    actions.comment(
        answer, body="Bei mir ging es erst beim zweiten Mal. Nicht aufgeben!",
        by=voices["Toni"], at=answer.at + timedelta(hours=5),
    )  # fmt: skip
    topic = Topic.objects.get(slug="internet")
    actions.ask(
        title="Was ist ein Repeater?", body="Mein Enkel sagt, ich brauche einen Repeater. Was macht der, und wo kommt er hin?",
        topic=topic, language="de", agreed=True, sheltered=True, by=voices["Rosmarie"], at=at - timedelta(hours=2),
    )  # fmt: skip
    following.follow_topic(topic, by=voices["aylin"], at=at)
    following.choose_digest("weekly", by=voices["aylin"], at=at)


def _answer(
    question: Question,
    reply: Mapping[str, Any],
    voices: Mapping[str, Person],
    crowd: list[Person],
) -> None:
    at = question.asked_at + timedelta(hours=reply["after"])
    answer = actions.answer(question, body=reply["body"], by=voices[reply["by"]], at=at)
    # Each answer has thanks of others: who always thanks together looks like a pattern.
    first = Kudos.objects.count() * 11
    _thank(answer, [crowd[(first + n * 7) % len(crowd)] for n in range(reply["kudos"])])
    if reply.get("solution"):
        actions.accept(answer, by=question.author, at=at + timedelta(hours=2))


def _thank(answer: Answer, givers: list[Person]) -> None:
    Kudos.objects.bulk_create(
        Kudos(answer=answer, giver=giver, at=answer.at + timedelta(hours=3))
        for giver in givers
    )


def _same_here(question: Question, crowd: list[Person], number: int) -> None:
    """A few others have the same problem; how many differs from question to question."""
    SameHere.objects.bulk_create(
        SameHere(question=question, person=person, at=question.asked_at)
        for person in crowd[20 : 20 + number * 7 % 9]
    )


def flag(mira: Person, crowd: list[Person], at: datetime) -> None:
    """One answer waits for a moderator's look; another one was looked at and hidden."""
    open_questions = (
        Question.objects.all().public().open().filter(language="de").newest_first()
    )
    first, second = open_questions[0], open_questions[1]
    advert = actions.answer(
        first, body="Bei mir gibt es Telefone zum halben Preis, melden Sie sich privat.",
        by=crowd[0], at=at - timedelta(hours=2),
    )  # fmt: skip
    moderation.flag(f"answer:{advert.pk}", reason="spam", words="Das ist Werbung.", by=crowd[5], at=at - timedelta(minutes=70))  # fmt: skip
    rude = actions.answer(
        second, body="Wer das nicht selbst kann, soll das Telefon abgeben.",
        by=crowd[1], at=at - timedelta(hours=20),
    )  # fmt: skip
    moderation.flag(
        f"answer:{rude.pk}", reason="rude", by=crowd[6], at=at - timedelta(hours=19)
    )
    moderation.hide(
        f"answer:{rude.pk}", rule="rude", by=mira, at=at - timedelta(hours=18),
        facts="Der Satz setzt die Fragende herab und beantwortet ihre Frage nicht.",
    )  # fmt: skip


def make_findable() -> None:
    """What the relay would do with the news of these questions: they are old news (see `hush.py`)."""
    for row in EventRow.objects.filter(name=QuestionAsked.name, number__isnull=True):
        reactions.keep_findable(QuestionAsked(**row.payload), row=row)
