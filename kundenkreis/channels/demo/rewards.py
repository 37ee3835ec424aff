"""What came of what the demo's members did: abilities, badges, closed months of payback, thanks, a pause."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.brands.queries import brand_here
from kundenkreis.notifications.models import EventRow
from kundenkreis.pauses import actions as pauses
from kundenkreis.payback import actions as payback
from kundenkreis.payback import queries as paybacks
from kundenkreis.payback.models import first_of, month_before
from kundenkreis.payback.schedule import CLOSING_DAY
from kundenkreis.people.models import Person
from kundenkreis.reputation import actions as reputation
from kundenkreis.stages.community import badge_reactions, outcome_reactions
from kundenkreis.stages.community.events import SolutionAccepted
from kundenkreis.stages.knowledge import outcome_reactions as written
from kundenkreis.stages.knowledge.events import ArticlePublished
from kundenkreis.thanks import actions as thanks

DAY = timedelta(days=1)
IBAN = "CH93 0076 2011 6238 5295 7"


def look_back() -> None:
    """What the worker would do with the news so far: they are old news (see `hush.py`)."""
    for row in EventRow.objects.filter(name=SolutionAccepted.name, number__isnull=True):
        event = SolutionAccepted(**row.payload)
        outcome_reactions.note_solution(event, row=row)
        badge_reactions.give(event, row=row)
    for row in EventRow.objects.filter(name=ArticlePublished.name, number__isnull=True, by__isnull=False):  # fmt: skip
        written.note_published(ArticlePublished(**row.payload), row=row)


def fill(people: Mapping[str, Person], members: Mapping[str, Person], at: datetime) -> None:
    """By hand and by rule; Aylin has points, and gave some of them away."""
    mira, aylin = people["mira"], people["aylin"]
    look_back()
    reputation.give(
        members["Hansruedi"], "flag", words="Meldet seit Jahren genau das Richtige.", by=mira, at=at - 20 * DAY
    )  # fmt: skip
    _pay_back(mira, aylin, at)
    for language, words in (
        ("de", "Sie haben sich Zeit genommen, obwohl niemand Sie bat. Das hat jemandem den Tag gerettet. Danke von Herzen."),
        ("de", "Ich habe Ihre Antwort gelesen und selbst etwas gelernt. Schön, dass Sie hier sind."),
        ("en", "You took the time although nobody asked you to. It made somebody's day. Thank you."),
    ):  # fmt: skip
        thanks.write(words=words, language=language, by=mira, at=at - 30 * DAY)
    thanks.thank(
        aylin, words="Ihre ruhige Art, Schritt für Schritt zu erklären, ist ein Geschenk. Danke!", by=mira, at=at - 3 * DAY
    )  # fmt: skip
    pauses.begin(until=at + 10 * DAY, by=members["Toni"], at=at - 2 * DAY)


def _pay_back(mira: Person, aylin: Person, at: datetime) -> None:
    """From two months ago on; what is over is closed, as the clock would have done."""
    today = at.astimezone(brand_here().zone).date()
    before = month_before(first_of(today))
    last = before if today.day >= CLOSING_DAY else month_before(before)
    begun, _end = paybacks.span_of(month_before(last))
    payback.set_terms(
        budget=20_000, first_points=200, money_from=1000, reason="Wir teilen mit denen, die anderen helfen.", by=mira, at=begun + DAY
    )  # fmt: skip
    for month in paybacks.months_to_close(until=last):
        payback.close_month(month, by=None, at=at - DAY)
    garden = payback.name_organisation(
        name="Verein Quartiergarten", purpose="Pflegt einen Garten, in dem sich Nachbarn treffen.", iban=IBAN, by=mira, at=at - DAY
    )  # fmt: skip
    payback.name_organisation(
        name="Lesehilfe für alle", purpose="Liest Menschen vor, die schlecht sehen.", iban="CH56 0483 5012 3456 7800 9", by=mira, at=at - DAY
    )  # fmt: skip
    for way, points, to in (("credit", 500, None), ("donation", 250, garden.pk)):
        if paybacks.shares_of(aylin) and paybacks.shares_of(aylin)[0].points >= 1000:
            payback.redeem(points=points, way=way, organisation=to, by=aylin, at=at)
