"""Ideas compared in pairs, something built at home, and three customers who work with the brand."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import combinations

from kundenkreis.duels.models import Duel
from kundenkreis.ideas.models import Idea
from kundenkreis.lead_users import actions as lead_users
from kundenkreis.lead_users.models import LeadCandidacy
from kundenkreis.people.models import Person

DAY = timedelta(days=1)
WELCOME = "Sie haben früh gesehen, was andere erst jetzt wünschen, und es selbst gebaut. Das möchten wir mit Ihnen weiterdenken."


def raise_(
    people: Mapping[str, Person],
    members: Mapping[str, Person],
    crowd: list[Person],
    at: datetime,
) -> None:
    """What stands beside votes."""
    compare(crowd, at)
    built = Idea.objects.all().open().filter(author__in=members.values())
    for idea in built.order_by("written_at")[:2]:
        Idea.objects.filter(pk=idea.pk).update(workaround_at=idea.written_at)
    think_ahead(people["mira"], list(members.values())[:3], at)


def compare(crowd: list[Person], at: datetime) -> None:
    """Fourteen customers compared three pairs each of the six newest ideas; the one with more votes mostly won."""
    ideas = sorted(Idea.objects.all().open().counted().order_by("-written_at", "pk")[:6], key=lambda row: row.pk)  # fmt: skip
    rows = []
    for number, person in enumerate(crowd[:14]):
        for place, (one, other) in enumerate(combinations(ideas, 2)):
            if (number + place) % 5 or person.pk in (one.author_id, other.author_id):
                continue
            better = one.vote_count >= other.vote_count  # type: ignore[attr-defined]
            won = one if better != ((number + place) % 4 == 0) else other
            rows.append(Duel(person=person, one=one, other=other, winner=won, at=at - (number % 9) * DAY))  # fmt: skip
    Duel.objects.bulk_create(rows)


def think_ahead(mira: Person, willing: list[Person], at: datetime) -> None:
    """Two are invited and talk in the space; one waits for a decision."""
    for person in willing:
        lead_users.stand(by=person, at=at - 20 * DAY)
    lead_users.compute(by=None, at=at - 19 * DAY)
    for person in willing[:2]:
        row = LeadCandidacy.objects.get(person=person)
        lead_users.decide(row, invited=True, reason=WELCOME, by=mira, at=at - 12 * DAY)
        lead_users.accept(by=person, at=at - 11 * DAY)
    thread = lead_users.open_thread(
        title="Störungen am Router zeigen", by=mira, at=at - 10 * DAY,
        body="Willkommen! Wir bauen ein erstes Muster. Was müsste es als Erstes können?",
    )  # fmt: skip
    lead_users.reply(
        thread, by=willing[0], at=at - 9 * DAY,
        body="Bei mir steckt eine alte Lampe am Router, die bei Ausfall rot wird. Wichtig ist: sie geht auch ohne Internet.",
    )  # fmt: skip
