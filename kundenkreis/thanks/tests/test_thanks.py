"""Thanks: rare, by chance that can be repeated, in the words of a person, for what came to something."""

from datetime import UTC, date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from psycopg.types.range import TimestamptzRange

from kundenkreis.core import clock, scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.pauses import actions as pauses
from kundenkreis.reputation import actions as reputation
from kundenkreis.stages.community.tests.test_telling import heard, tell
from kundenkreis.thanks import actions, chance, queries, schedule
from kundenkreis.thanks.models import Thanks, ThanksText
from kundenkreis.thanks.personal_data import ThanksData
from tests.cast import make_person

DAY = timedelta(days=1)
WORDS = "Ihre Geduld mit Fragen, die andere nicht mehr hören mögen, tut uns allen gut."


def helped(person, at, number=1) -> None:
    for n in range(number):
        reputation.record(person, kind="solved", subject=f"a:{person.pk}:{n}", good=True, title="Telefon stumm", path="/questions/", by=None, at=at)  # fmt: skip


def test_chance_is_the_same_whenever_it_is_asked_and_rare() -> None:
    month = date(2026, 3, 17)
    found = [chance.moment_of(1, f"person-{n}", month) for n in range(4000)]
    assert found == [chance.moment_of(1, f"person-{n}", date(2026, 3, 2)) for n in range(4000)]  # fmt: skip
    hits = [each for each in found if each]
    assert 850 < len(hits) < 1150  # one in four
    assert {day for day, _hour in hits} == set(range(1, 29))
    assert {hour for _day, hour in hits} == set(range(9, 19))
    assert all(0 <= chance.choice_of(1, f"p{n}", month, 3) < 3 for n in range(50))


def test_the_clock_thanks_whose_hour_has_come_with_a_persons_words(beat, mira, at):
    actions.write(words=WORDS, language="de", by=mira, at=at)
    month = at
    while chance.moment_of(scope.brand_id(), str(beat.pk), month.date()) is None:
        month += 28 * DAY
    moment = chance.moment_of(scope.brand_id(), str(beat.pk), month.date())
    assert moment
    due = month.replace(day=moment[0], hour=moment[1], minute=0)
    helped(beat, due - DAY)
    schedule.due(at=due.replace(minute=1))
    schedule.due(at=due + timedelta(hours=1))
    assert not Thanks.objects.exists()
    for _again in range(2):
        schedule.due(at=due)
    row = Thanks.objects.get()
    assert (row.person, row.by, row.words, row.why, row.by_chance) == (beat, mira, WORDS, "Telefon stumm", True)  # fmt: skip
    tell()
    assert "member_thanked" in heard(beat)
    assert queries.thankable(at=due + 7 * DAY) == []


@pytest.mark.flow
def test_a_manager_thanks_in_her_own_words_and_never_twice_in_eight_weeks(beat, jonas, mira, reto, at):  # fmt: skip
    helped(beat, at - DAY, 30)
    helped(jonas, at - 2 * DAY)
    assert {one.person for one in queries.thankable(at=at)} == {beat, jonas}
    with pytest.raises(NotAllowed):
        actions.thank(beat, words=WORDS, by=reto, at=at)
    for words in (" ", "Danke für 30 Antworten", "Danke, CHF 5"):
        with pytest.raises(Invalid):
            actions.thank(beat, words=words, by=mira, at=at)
    actions.thank(beat, words=WORDS, by=mira, at=at)
    with pytest.raises(Refused, match="thanked_lately"):
        actions.thank(beat, words=WORDS, by=mira, at=at + 55 * DAY)
    with pytest.raises(NotFound):
        actions.thank(mira, words=WORDS, by=mira, at=at)
    pauses.begin(until=at + 9 * DAY, by=jonas, at=at)
    assert queries.thankable(at=at) == []
    row = {"person": beat, "by": mira, "words": "x", "why": "y", "by_chance": False}
    at = at.astimezone(UTC)
    spared = TimestamptzRange(at + DAY, at + DAY + Thanks.WEEKS)
    for law, values in (
        ("thanked_rarely", {"at": at + DAY, "spared": spared}), ("thanks_eight_weeks", {"at": at, "spared": spared}),
        ("thanks_by_another", {"at": at, "by": beat, "person": beat, "spared": TimestamptzRange(at, at + Thanks.WEEKS)}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=law), transaction.atomic():
            Thanks.objects.create(**row | values)
    with pytest.raises(IntegrityError, match="thanks_say_something"), transaction.atomic():
        ThanksText.objects.create(words="", language="de", written_by=mira, written_at=at)
    assert len(ThanksData().export(beat)["thanks"]) == 1
    ThanksData().forget(beat, at=at)
    ThanksData().forget(mira, at=at)
    assert not Thanks.objects.exists()


@pytest.mark.flow
def test_the_pages_of_thanks(beat, mira, at):
    helped(beat, clock.now() - DAY)
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(mira)
    assert "Telefon stumm" in client.get("/thanks/").content.decode()
    assert client.post("/thanks/", {"language": "de", "words": WORDS}).status_code == 303
    text = ThanksText.objects.get()
    assert client.get(f"/members/{beat.pk}/thanks/").status_code == 200
    assert client.post(f"/members/{beat.pk}/thanks/", {"words": WORDS}).status_code == 303
    assert client.post(f"/thanks/texts/{text.pk}/withdrawal/").status_code == 303
    assert queries.texts() == []
    assert client.get("/api/v1/thanks").json()["items"] == []
    stranger = make_person("Fremd", at)
    client.force_login(stranger)
    assert client.get("/thanks/").status_code == 404
