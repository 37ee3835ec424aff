"""Half a year of closed cases, so that the manager's measures have something to count.

Written in bulk, not by actions: six hundred cases would announce thousands of events to nobody.
The shape is that of the texts: most is solved by customers, more each month; 92 % would use it again.
"""

import random
from datetime import datetime, timedelta

from kundenkreis.brands.models import Topic
from kundenkreis.cases.models import Attempt, Case, CaseTransition, PrivateFeedback
from kundenkreis.core.ids import reference
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions as knowledge
from kundenkreis.stages.knowledge.models import Article

CASES = 600
DAYS = 175
# Share of first tries by stage, and how often each helps.
FIRST = {
    "knowledge": 0.45,
    "community": 0.2,
    "experts": 0.07,
    "marketplace": 0.1,
    "desk": 0.18,
}
HELPS = {
    "knowledge": 0.5,
    "community": 0.6,
    "experts": 0.82,
    "marketplace": 0.88,
    "desk": 0.72,
}
# Some people try no second time.
GIVES_UP = 0.22
NEXT = {
    "knowledge": "community",
    "community": "marketplace",
    "experts": "marketplace",
    "marketplace": "desk",
    "desk": "marketplace",
}
SENTENCES = {
    "internet": "Das WLAN ist seit gestern sehr langsam", "telephone": "Das Festnetz hat keinen Ton",
    "mobile": "Mein Handy findet kein Netz", "tv": "Der Fernseher zeigt kein Bild", "computer": "Der Computer startet nicht mehr",
    "printer": "Der Drucker druckt nur leere Seiten", "email": "Ich habe mein Passwort vergessen",
    "security": "Ich habe eine verdächtige Nachricht bekommen", "bill": "Ich verstehe meine Rechnung nicht",
    "moving": "Wir ziehen im Mai um", "order": "Meine Bestellung ist nicht angekommen", "advice": "Welches Handy passt für mich?",
}  # fmt: skip
NEED = {
    "internet": 26,
    "computer": 18,
    "mobile": 13,
    "tv": 10,
    "email": 8,
    "printer": 7,
    "security": 6,
    "bill": 5,
    "telephone": 4,
    "moving": 2,
    "order": 2,
    "advice": 2,
}


def make_history(customers: list[Person], at: datetime) -> None:
    """Closed cases of the last 175 days at the brand we are inside; the same at every load."""
    dice = random.Random(1848)  # noqa: S311 - a past to look at, not a secret
    topics = [topic for topic in Topic.objects.all() if topic.slug in NEED]
    weights = [NEED[topic.slug] for topic in topics]
    articles = _articles()
    stories = [
        _story(dice, dice.choices(topics, weights)[0], articles, dice.choice(customers), at)
        for _number in range(CASES)
    ]
    Case.objects.bulk_create(case for case, _tries in stories)
    Attempt.objects.bulk_create(attempt for _case, tries in stories for attempt in tries)
    CaseTransition.objects.bulk_create(
        CaseTransition(
            case=case,
            from_state="open",
            to_state=case.state,
            by=case.customer,
            at=case.closed_at or at,
        )
        for case, _tries in stories
    )
    PrivateFeedback.objects.bulk_create(
        _feedback(dice, case) for case, _tries in stories if dice.random() < 0.44
    )
    for article in (article for read in articles.values() for article in read):
        knowledge.recount(article, by=None, at=at)


def _articles() -> dict[int, list[Article]]:
    """German articles by topic: the first ones of each are read most."""
    found: dict[int, list[Article]] = {}
    for article in Article.objects.readable().written_in("de").order_by("created_at"):
        found.setdefault(article.topic_id or 0, []).append(article)
    return found


def _story(
    dice: random.Random,
    topic: Topic,
    articles: dict[int, list[Article]],
    customer: Person,
    at: datetime,
) -> tuple[Case, list[Attempt]]:
    # More cases towards today, as the platform became known.
    opened = at - timedelta(
        days=2 + DAYS * dice.betavariate(1, 1.4), minutes=dice.randrange(1440)
    )
    case = Case(
        reference=reference(), customer=customer, title=SENTENCES[topic.slug], text=SENTENCES[topic.slug] + ".", language="de",
        topic=topic, opened_at=opened, opened_by=customer, channel="phone" if dice.random() < 0.2 else "web",
    )  # fmt: skip
    tries, moment, stage = [], opened, dice.choices(list(FIRST), list(FIRST.values()))[0]
    grown = 0.1 * (1 - (at - opened) / timedelta(days=DAYS))
    for _number in range(3):
        moment += timedelta(
            minutes=dice.randrange(8, 600 if stage in ("marketplace", "community") else 60)
        )
        helped = dice.random() < HELPS[stage] + (0 if stage == "desk" else grown)
        attempt = _attempt(case, stage, helped=helped, begun=opened, ended=moment)
        if stage == "knowledge":
            read = articles[topic.pk]
            attempt.subject = read[int(len(read) * dice.random() ** 2)].subject
        tries.append(attempt)
        if helped or dice.random() < GIVES_UP:
            break
        stage = NEXT[stage]
    case.state = "solved" if helped else "unsolved"
    case.closed_at, case.closed_by = moment, customer
    return case, tries


def _attempt(
    case: Case, stage: str, *, helped: bool, begun: datetime, ended: datetime
) -> Attempt:
    return Attempt(
        case=case, stage=stage, state="solved" if helped else "failed", begun_at=begun, begun_by=case.customer,
        ended_at=ended, ended_by=case.customer,
    )  # fmt: skip


def _feedback(dice: random.Random, case: Case) -> PrivateFeedback:
    glad = case.state == "solved"
    return PrivateFeedback(
        case=case, helped=glad and dice.random() < 0.95, again=dice.random() < (0.94 if glad else 0.5),
        recommend=dice.random() < (0.94 if glad else 0.5), by=case.customer, at=(case.closed_at or case.opened_at) + timedelta(hours=5),
    )  # fmt: skip
