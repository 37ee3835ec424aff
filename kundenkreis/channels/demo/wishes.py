"""The demo's idea board, contests and toolkit: what members of Alpenfon wish for."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kundenkreis.brands.models import Topic
from kundenkreis.contests import actions as contests
from kundenkreis.contests.models import ContestEntry, IdeaContest
from kundenkreis.ideas import actions, reactions
from kundenkreis.ideas.events import IdeaWritten
from kundenkreis.ideas.models import Idea, IdeaVote, VoteBudget
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.toolkits import actions as toolkits

FILE = Path(__file__).parent / "content" / "ideas.toml"
DAY = timedelta(days=1)


def wish(
    people: Mapping[str, Person], members: Mapping[str, Person], crowd: list[Person], at: datetime
) -> None:  # fmt: skip
    """A dozen ideas in every state, one contest that takes ideas, one that is decided, one toolkit."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    voices, mira = {**people, **members}, people["mira"]
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    VoteBudget.objects.bulk_create(VoteBudget(person=person, size=10) for person in crowd)
    ideas: dict[str, Idea] = {}
    for entry in sorted(told["idea"], key=lambda entry: -entry["days"]):
        written = at - entry["days"] * DAY
        idea = actions.write(
            title=entry["title"], body=entry["body"], topic=topics.get(entry["topic"]), language="de",
            by=voices[entry["by"]], at=written,
        )  # fmt: skip
        ideas[entry["name"]] = idea
        start = len(ideas) * 7 % 40
        _vote(idea, [crowd[(start + n) % len(crowd)] for n in range(entry["votes"])], at)
        for word in entry.get("comments", ()):
            actions.comment(idea, body=word["body"], by=voices[word["by"]], at=at - word["days"] * DAY)  # fmt: skip
        for step in entry.get("steps", ()):
            actions.move(idea, to=step["to"], sentence=step["why"], by=mira, at=at - step["days"] * DAY)  # fmt: skip
        if "answer" in entry:
            actions.answer(idea, body=entry["answer"], by=mira, at=at - DAY)
        if "part_of" in entry:
            actions.merge(idea, into=ideas[entry["part_of"]], by=mira, at=at - 2 * DAY)
    _contests(told, voices, people, crowd, at)
    _toolkit(voices, mira, crowd, at)


def _vote(idea: Idea, voters: list[Person], at: datetime) -> None:
    """Spread over the days since it was written; the law counts each."""
    life = at - idea.written_at
    for number, voter in enumerate(voters, 1):
        IdeaVote.objects.create(
            idea=idea, voter=voter, at=idea.written_at + life * number / (len(voters) + 1)
        )


def _contests(
    told: Mapping[str, list[dict[str, str]]], voices: Mapping[str, Person], people: Mapping[str, Person],
    crowd: list[Person], at: datetime,
) -> None:  # fmt: skip
    mira, reto = people["mira"], people["reto"]
    for entry in told["contest"]:
        begins = at - int(entry["days"]) * DAY
        contest = contests.announce_contest(
            title=entry["title"], body=entry["body"], rules=entry["rules"], prize=entry["prize"],
            criteria=list(entry["criteria"]), tokens=2, submit_from=begins, submit_until=begins + 20 * DAY,
            filter_until=begins + 27 * DAY, jury_until=begins + 41 * DAY, by=mira, at=begins - DAY,
        )  # fmt: skip
        for person, name in (
            (mira, "Mira Lang, Alpenfon"),
            (reto, "Reto Frei, Kundendienst"),
        ):
            contests.name_juror(contest, email=str(person.email), shown_as=name, by=mira, at=begins)  # fmt: skip
        rows = [
            contests.enter(
                contest, title=each["title"], body=each["body"], agreed=True, by=voices[each["by"]], at=begins + n * DAY
            )
            for n, each in enumerate(told["entry"], 1)
            if each["contest"] == entry["name"]
        ]  # fmt: skip
        if begins + 41 * DAY < at:
            _decide(contest, rows, crowd, [mira, reto], entry["result"], begins)


def _decide(
    contest: IdeaContest, rows: list[ContestEntry], crowd: list[Person], jury: list[Person], result: str, begins: datetime
) -> None:  # fmt: skip
    for number, person in enumerate(crowd[:9]):
        contests.mark_weakest(contest, entries=[rows[-1], rows[number % 2 - 3]][: 1 + number % 2], by=person, at=begins + 22 * DAY)  # fmt: skip
    contests.begin_jury(contest, by=None, at=begins + 27 * DAY)
    listed = ContestEntry.objects.filter(contest=contest, listed_at__isnull=False)
    for number, row in enumerate(listed.select_related("contest").order_by("at")):
        for juror in jury:
            marks = [5 - (number + n) % 3 for n in range(len(contest.criteria))]
            contests.judge(row, marks=marks, reason="Hilft vielen und lässt sich bald bauen." if number == 0 else "Eine schöne Idee, aber teuer.", by=juror, at=begins + 30 * DAY)  # fmt: skip
    contests.decide(contest, text=result, by=jury[0], at=begins + 42 * DAY)


def _toolkit(
    voices: Mapping[str, Person], mira: Person, crowd: list[Person], at: datetime
) -> None:
    begun = at - 60 * DAY
    lead = (
        "Wenige grosse Tasten, Ihre Farbe, Ihr Wort darauf. Wir bauen, was vielen gefällt."
    )
    row = toolkits.set_toolkit("", title="Meine Fernbedienung", lead=lead, base_price=2900, offered=False, reason="Versuch mit Kundinnen", by=mira, at=begun)  # fmt: skip

    def ask(label: str, kind: str, **more: Any) -> None:
        toolkits.set_field(
            row, "", label=label, kind=kind, reason="Neu", by=mira, at=begun, **more
        )

    ask("Grösse", "choice", options=[{"label": "Klein, für die Tasche", "value": "klein", "price": 0}, {"label": "Gross, gut zu greifen", "value": "gross", "price": 600}])  # fmt: skip
    ask("Tasten", "number", least=4, most=16, unit="Tasten", price_each=50)
    ask("Farbe", "colour")
    ask("Beschriftung", "choice", options=[{"label": "Zeichen", "value": "zeichen", "price": 0}, {"label": "Wörter", "value": "woerter", "price": 200}])  # fmt: skip
    ask("Ihr Wort auf der Rückseite", "text", most=20, price_each=500, needed=False)
    toolkits.add_rule(row, if_field="grosse", if_value="klein", then_field="tasten", most=8, sentence="Auf die kleine passen höchstens 8 Tasten.", reason="Neu", by=mira, at=begun)  # fmt: skip
    toolkits.add_rule(row, if_field="grosse", if_value="klein", then_field="beschriftung", only=["zeichen"], sentence="Auf der kleinen ist für Wörter kein Platz.", reason="Neu", by=mira, at=begun)  # fmt: skip
    toolkits.set_toolkit(row.slug, title=row.title, lead=lead, base_price=2900, offered=True, reason="Es geht los", by=mira, at=begun)  # fmt: skip
    first = None
    for number, (title, who, values) in enumerate((
        ("Nur was ich brauche", "Rosmarie", {"grosse": "gross", "tasten": "6", "farbe": "#0b5d5e", "beschriftung": "woerter"}),
        ("Für die Jackentasche", "Toni", {"grosse": "klein", "tasten": "4", "farbe": "#aa3344", "beschriftung": "zeichen"}),
        ("Wie Rosmaries, mit Namen", "Walter", {"grosse": "gross", "tasten": "6", "farbe": "#224488", "beschriftung": "woerter", "ihr-wort-auf-der-ruckseite": "Stube"}),
    )):  # fmt: skip
        day = at - (20 - number * 6) * DAY
        source = first if number == 2 else None
        design = toolkits.keep(row, title=title, values=values, forked_from=source, by=voices[who], at=day)  # fmt: skip
        toolkits.submit(design, by=voices[who], at=day)
        design.refresh_from_db()
        first = first or design
        for place, person in enumerate(crowd[number * 9 : number * 9 + 6]):
            toolkits.rate(design, stars=5 - (place + number) % 3, by=person, at=day + DAY)


def make_findable() -> None:
    """What the relay would do with the news of these ideas: they are old news (see `hush.py`)."""
    for row in EventRow.objects.filter(name=IdeaWritten.name, number__isnull=True):
        reactions.keep_findable(IdeaWritten(**row.payload), row=row)
