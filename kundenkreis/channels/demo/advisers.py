"""The demo's experts: what they know, when they are there, what they ask, how they were judged."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.brands.models import Topic
from kundenkreis.channels.demo import cast
from kundenkreis.people.models import Person
from kundenkreis.stages.experts import actions
from kundenkreis.stages.experts.models import ConsultationTerms, Expert

EVENINGS = [["17:00", "21:30"]] * 5 + [["09:00", "18:00"], ["14:00", "20:00"]]
OFFICE = [["08:00", "18:00"]] * 5 + [None, None]
MORNINGS = [["07:00", "12:30"]] * 6 + [None]
# Aylin is there every day; so is somebody around noon and at night before work.
DAYS = [["07:30", "22:00"]] * 7
WEEKS = (EVENINGS, OFFICE, MORNINGS)
PRICES = (900, 1100, 1200, 1500, 1900)
LANGUAGES = {
    "Yannick Perret": ["fr", "de", "en"],
    "Chiara Fontana": ["it", "de", "fr"],
    "Leila Haddad": ["de", "fr", "en"],
}


def enrol(aylin: Person, at: datetime) -> dict[str, Person]:
    """Ten experts, by first name; Aylin takes the standard price, the others their own."""
    since = at - timedelta(days=300)
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    ConsultationTerms.objects.create(own_prices=True)
    known = [topics[slug] for slug in ("internet", "mobile", "computer", "advice", "tv")]
    actions.describe(
        topics=known, languages=["de", "en", "fr"], hours=DAYS, price=900, by=aylin, at=since
    )  # fmt: skip
    made = {"aylin": aylin}
    for number, (name, slugs) in enumerate(cast.EXPERTS):
        first, last = name.split()
        person = cast.make_person(
            name, cast.address(name), ("member", "expert"), at, nickname=f"{first} {last[0]}."
        )  # fmt: skip
        actions.describe(
            topics=[topics[slug] for slug in slugs],
            languages=LANGUAGES.get(name, ["de", "en"]),
            hours=WEEKS[number % len(WEEKS)],
            price=PRICES[number % len(PRICES)],
            by=person,
            at=since,
        )
        made[first] = person
    _judge(made, at)
    return made


def _judge(experts: Mapping[str, Person], at: datetime) -> None:
    """What earlier consultations left of each: two are new here."""
    for number, person in enumerate(experts.values()):
        jobs = (34, 21, 17, 12, 9, 9, 6, 5, 2, 0)[number]
        Expert.objects.filter(person=person).update(
            jobs=jobs, good=0.93 * jobs, bad=0.07 * jobs, judged_at=at - timedelta(days=9)
        )
