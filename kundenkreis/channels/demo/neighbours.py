"""The demo's helpers all over the country: languages, hours, packages, checks, and how well they do."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from psycopg.types.range import TimestamptzRange

from kundenkreis.brands.models import ServicePackage, Skill
from kundenkreis.channels.demo import cast
from kundenkreis.helpers import actions, lines
from kundenkreis.helpers.models import (
    BusyCalendar,
    BusyTime,
    Helper,
    HelperBrand,
    HelperPackage,
    HelperSkill,
    Outcome,
)
from kundenkreis.helpers.standing import weighed
from kundenkreis.helpers.stars import Stars
from kundenkreis.people.models import Person

# Who has made visits (see `visits.py`): their calendars begin twelve weeks before the load.
WITH_A_PAST = (0, 1, 2, 3, 4, 5, 9, 10, 17, 20, 26, 30)
BEFORE = timedelta(days=80)
Week = Sequence[tuple[int, time, time]]


def _week(days: Sequence[int], start: int, end: int) -> list[tuple[int, time, time]]:
    return [(day, time(start), time(end)) for day in days]


WORKDAYS = range(5)
EVENINGS: Week = [*_week(WORKDAYS, 17, 21), *_week([5], 9, 17)]
DAYS: Week = [*_week(WORKDAYS, 8, 12), *_week(WORKDAYS, 13, 18)]
SUNDAYS: Week = [*_week(WORKDAYS, 18, 21), *_week([5, 6], 10, 18)]
PART_TIME: Week = [*_week([0, 2, 4], 8, 18), *_week([5], 9, 13)]
ALL_DAY: Week = [*_week(WORKDAYS, 8, 20), *_week([5], 9, 18)]
WEEKS = (EVENINGS, DAYS, SUNDAYS, PART_TIME)
# French begins with 1 and 20 to 29 near there, Italian with 65 to 69; the rest speaks German.
REGIONS = {"10": "fr", "12": "fr", "17": "fr", "20": "fr", "66": "it", "69": "it"}
ABOUT = (
    "Ich erkläre gerne in Ruhe und komme mit dem Velo.",
    "Früher habe ich Netzwerke gebaut. Heute helfe ich in der Nachbarschaft.",
    "Geduld habe ich als Lehrerin gelernt.",
    "Ich studiere Informatik und helfe am liebsten am Abend.",
    "Ich bringe Kabel und Werkzeug immer mit.",
    "Bei mir gibt es keine dummen Fragen.",
)


def enrol(jonas: Person, manager: Person, at: datetime) -> list[Helper]:
    """Jonas first, then the others in the order of the cast."""
    since = at - timedelta(days=330)
    about = "Ich wohne im Kreis 4 und helfe seit einem Jahr. WLAN und Handys mag ich am liebsten."
    helpers = [_one(jonas, "8004", ["de", "en"], 12, about, manager, since)]
    for number, (name, code) in enumerate(cast.HELPERS):
        first = name.split()[0]
        person = cast.make_person(name, cast.address(name), ("helper",), at, nickname=first)
        own = REGIONS.get(code[:2], "de")
        spoken = [own, *(["en"] if number % 3 == 0 else ["de"] if own != "de" else [])]
        helpers.append(
            _one(
                person, code, spoken, 8 + number * 5 % 23,
                ABOUT[number % 6] if own == "de" else "", manager, since,
            )
        )  # fmt: skip
    weeks = [ALL_DAY, *(WEEKS[number % 4] for number in range(len(cast.HELPERS)))]
    # The firm's second technician works when the first one does: some things they do together.
    weeks[3] = weeks[2]
    for number, (helper, week) in enumerate(zip(helpers, weeks, strict=True)):
        _open(helper, week, at, past=number in WITH_A_PAST)
        _judge(helper, number, at)
    _offer(helpers, since)
    _busy_elsewhere(helpers[0], at)
    return helpers


def _one(
    person: Person,
    code: str,
    languages: Sequence[str],
    radius: int,
    about: str,
    manager: Person,
    since: datetime,
) -> Helper:
    helper = actions.enrol(
        person, postal_code=code, country="LI" if code[:2] == "94" else "CH", languages=languages,
        radius_km=radius, about=about, by=manager, at=since,
    ).helper  # fmt: skip
    actions.verify(helper, "identity", since=since, until=None, by=manager, at=since)
    return helper


def _open(helper: Helper, week: Week, at: datetime, *, past: bool) -> None:
    if past:
        actions.change_plan(helper, week=week, by=None, at=at - BEFORE)
        actions.materialise(helper, by=None, at=at)
    else:
        actions.change_plan(helper, week=week, by=None, at=at)


def _offer(helpers: Sequence[Helper], since: datetime) -> None:
    """Everyone does Wi-Fi and some more; each third is trained for the first lesson."""
    packages = list(ServicePackage.objects.filter(persons=1).order_by("position"))
    rows = []
    for number, helper in enumerate(helpers):
        trained = number % 3 == 0
        for position, package in enumerate(packages):
            if position and number and (number + position) % 4 == 0:
                continue
            if "training" in package.requires and not trained:
                continue
            rows.append(HelperPackage(helper=helper, package=package, since=since))
        if trained:
            until = since + timedelta(days=730)
            actions.verify(helper, "training", since=since, until=until, by=None, at=since)
    HelperPackage.objects.bulk_create(rows)
    for number, helper in enumerate(helpers):
        if number % 5 == 2:
            actions.ask_rate(helper, rate=4400 + 500 * (number % 4), by=None, at=since)
    _know(helpers, since)


def _know(helpers: Sequence[Helper], since: datetime) -> None:
    """Everyone knows Wi-Fi well, the others more or less; who is trained explains well."""
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    rows = []
    for number, helper in enumerate(helpers):
        levels = {"wifi": 2 + (number % 4 == 0), "phones": 1 + number % 3, "television": number % 3}  # fmt: skip
        levels["teaching"] = 2 + (number % 2 == 0) if number % 3 == 0 else number % 2
        rows += [
            HelperSkill(helper=helper, skill=skills[slug], level=level, said_at=since)
            for slug, level in levels.items() if level
        ]  # fmt: skip
    HelperSkill.objects.bulk_create(rows)


def _judge(helper: Helper, number: int, at: datetime) -> None:
    """What earlier customers said, written in bulk; each seventh helper is new."""
    member = HelperBrand.objects.get(helper=helper)
    jobs = 0 if number % 7 == 6 else 4 + number * 11 % 27
    stars = [3 if visit % 13 == 12 else 5 - visit * number % 2 for visit in range(jobs)]
    outcomes = []
    for visit, given in enumerate(stars):
        subject, said_at = f"earlier:{visit}", at - timedelta(days=20 + 9 * visit)
        for kind, value in (
            ("private_answer", given > 3),
            ("public_stars", (given - 1) / 4),
        ):
            outcomes.append(
                Outcome(member=member, kind=kind, subject=subject, value=value, at=said_at)
            )
    Outcome.objects.bulk_create(outcomes)
    standing = weighed([lines.news(row, at=at) for row in outcomes])
    member.good, member.bad, member.weighed_at = standing.good, standing.bad, at
    member.quality, member.jobs = standing.lower_bound, jobs
    public = Stars.of(stars)
    member.reviews, member.stars, member.squares = (
        public.count,
        public.total,
        public.squares,
    )
    member.save()


def _busy_elsewhere(helper: Helper, at: datetime) -> None:
    """A calendar of his own, with two evenings at the choir. Invented, so nobody fetches it."""
    row = BusyCalendar.objects.create(
        helper=helper, url="https://calendar.example.org/jonas.ics", added_at=at, read_at=at,
        due_at=at + timedelta(days=3650),
    )  # fmt: skip
    for days in (8, 15):
        evening = (at + timedelta(days=days)).replace(
            hour=17, minute=0, second=0, microsecond=0
        )
        BusyTime.objects.create(calendar=row, busy=TimestamptzRange(evening, evening + timedelta(hours=2)))  # fmt: skip
    actions.materialise(helper, by=None, at=at)
