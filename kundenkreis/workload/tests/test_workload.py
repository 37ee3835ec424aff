"""How work is spread, who is told to rest, and what a pause spares."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.following import actions as following
from kundenkreis.pauses import actions as pauses
from kundenkreis.pauses import queries as pausing
from kundenkreis.pauses.models import Pause
from kundenkreis.pauses.personal_data import PausesData
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.reputation import actions as reputation
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.rings import actions as rings
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Answer
from kundenkreis.stages.community.tests.conftest import case, question
from kundenkreis.stages.community.tests.test_telling import heard, tell
from kundenkreis.workload import actions, queries, schedule, spread
from kundenkreis.workload.models import WorkloadHint
from kundenkreis.workload.personal_data import WorkloadData

__all__ = ["case", "question"]
DAY = timedelta(days=1)
WEEK = date(2026, 3, 9)  # the Monday of the week in which tests play


def test_gini_and_the_share_of_the_most_active() -> None:
    assert [spread.gini(each) for each in ([1, 1, 1, 1], [0, 0, 0, 4], [1, 2, 3, 4], [])] == [0, 0.75, 0.25, 0]  # fmt: skip
    counts = [50, *[1] * 99]
    assert spread.top_share(counts, 1) == 50 / 149
    assert spread.top_share(counts, 10) == 59 / 149
    assert spread.top_share([], 5) == 0
    assert spread.must_rest(10, 40)
    assert not spread.must_rest(9, 9)
    assert not spread.must_rest(10, 41)


@pytest.fixture
def busy(question, aylin, jonas, beat, at):
    """Aylin wrote twelve of fifteen answers this week."""
    Answer.objects.bulk_create(
        Answer(question=question, author=who, role="member", body="Ja", at=at)
        for who in [aylin] * 12 + [jonas, jonas, beat]
    )


@pytest.mark.flow
def test_who_carries_a_quarter_hears_it_once_and_so_do_managers(busy, aylin, mira, at):
    monday = at.replace(day=16, hour=9, minute=0)
    for _again in range(2):
        schedule.due(at=monday)
    tell()
    hint = WorkloadHint.objects.get()
    assert (hint.person, hint.answers, hint.of_all, hint.percent) == (aylin, 12, 15, 80)
    assert heard(aylin) == ["workload_high"]
    assert "workload_of_member" in heard(mira)
    assert queries.spread_at(at + DAY).top_1 == 12 / 15
    page = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    page.force_login(mira)
    assert "was told to take a break" in page.get("/workload/").content.decode()
    assert page.get("/api/v1/workload").status_code == 200
    page.force_login(aylin)
    assert page.get("/workload/").status_code == 404
    with pytest.raises(IntegrityError, match="hinted_once"), transaction.atomic():
        WorkloadHint.objects.create(person=aylin, week=WEEK, answers=1, of_all=1, at=at)
    with pytest.raises(IntegrityError, match="workload_hint"), transaction.atomic():
        WorkloadHint.objects.create(person=mira, week=WEEK, answers=2, of_all=1, at=at)
    assert len(WorkloadData().export(aylin)["workload_hints"]) == 1
    WorkloadData().forget(aylin, at=at)
    assert not WorkloadHint.objects.exists()


@pytest.mark.flow
def test_who_pauses_is_told_and_asked_nothing_and_loses_nothing(busy, question, aylin, vreni, at):  # fmt: skip
    for number in range(3):
        reputation.record(aylin, kind="solved", subject=f"a:{number}", good=True, by=None, at=at)  # fmt: skip
    Person.objects.filter(pk=aylin.pk).update(nickname="Aylin")
    topic = Topic.objects.get(slug="internet")
    following.follow_topic(topic, by=aylin, at=at)
    choice = following.choose_digest("daily", by=aylin, at=at)
    until = at + 300 * DAY
    pauses.begin(until=until, by=aylin, at=at)
    later = at + 2 * DAY
    community.ask(title="WLAN", body="Langsam", topic=topic, agreed=True, by=vreni, at=later)  # fmt: skip
    community.answer(question, body="@Aylin, bitte schau", by=vreni, at=later)
    rings.ring(to=[aylin], title="Hallo", body="Wer kommt mit?", by=vreni, at=later)
    assert choice
    assert not following.make_digest(choice, at=later)
    assert actions.look_at_week(WEEK, by=None, at=later) == []
    tell()
    assert not {"topic_question", "mentioned", "digest", "workload_high", "ring"} & set(heard(aylin))  # fmt: skip
    reputation.weigh(aylin, by=None, at=until)
    assert "mentor" in abilities_of(aylin, at=until)
    pauses.end(by=aylin, at=later)
    assert pausing.pause_of(aylin, at=later) is None
    assert following.make_digest(choice, at=later)


def test_a_pause_is_one_at_a_time_has_an_end_and_goes_with_her(aylin, vreni, at):
    first = pauses.begin(until=at + 7 * DAY, by=aylin, at=at)
    assert pauses.begin(until=at + 14 * DAY, by=aylin, at=at + DAY) == first
    pauses.end(by=aylin, at=at + 2 * DAY)
    pauses.end(by=aylin, at=at + 3 * DAY)
    second = pauses.begin(until=at + 30 * DAY, by=aylin, at=at + 5 * DAY)
    assert second != first
    assert [end - begin for begin, end in pausing.spans_of(aylin)].count(2 * DAY) == 1
    for until in (at, at + 400 * DAY):
        with pytest.raises(Invalid, match="bad_day"):
            pauses.begin(until=until, by=aylin, at=at)
    guest = people.welcome_guest(language="de", by=None, at=at)
    with pytest.raises(NotAllowed):
        pauses.begin(until=at + DAY, by=guest, at=at)
    row = {"person": aylin, "begins_at": at, "until": at + DAY}
    with pytest.raises(IntegrityError, match="one_pause"), transaction.atomic():
        Pause.objects.create(**row)
    with pytest.raises(IntegrityError, match="pause_has_an_end"), transaction.atomic():
        Pause.objects.create(**row | {"until": at - DAY, "is_last": False})
    assert len(PausesData().export(aylin)["pauses"]) == 2
    PausesData().forget(aylin, at=at)
    assert not Pause.objects.exists()


def test_the_page_of_a_pause(aylin):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(aylin)
    assert client.get("/my-pause/").status_code == 200
    assert client.post("/my-pause/", {"length": "day"}).status_code == 200
    assert client.post("/my-pause/", {"length": "14"}).status_code == 303
    assert "You pause until" in client.get("/my-pause/").content.decode()
    assert client.get("/api/v1/pause").json()["until"]
    assert client.post("/my-pause/", {"end": "1"}).status_code == 303
    assert not client.get("/api/v1/pause").json()["until"]
