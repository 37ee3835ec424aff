"""One mail with what is new: as often as chosen, in the morning, ended without signing in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.following import actions, queries, schedule
from kundenkreis.following.models import DigestChoice
from kundenkreis.notifications.models import Notice
from kundenkreis.people import actions as people
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.tests.test_telling import heard, tell

HOST = {"host": "alpenfon.localhost"}
DAY = timedelta(days=1)


def ask(vreni, at, topic=None, title="WLAN"):
    return community.ask(
        title=title, body="Langsam", topic=topic, agreed=True, by=vreni, at=at
    )


@pytest.mark.flow
@pytest.mark.parametrize(("every", "days"), [("daily", [1, 2]), ("weekly", [7])])
def test_it_comes_as_often_as_chosen_and_only_with_news(every, days, beat, vreni, at):
    actions.choose_digest(every, by=beat, at=at)
    for day in range(1, 9):
        if day <= 2:
            ask(vreni, at + day * DAY - timedelta(hours=2))
        for _minute in range(2):
            schedule.due(at=at + day * DAY)
    tell()
    notices = Notice.objects.filter(person=beat, kind="digest").order_by("at")
    assert [(notice.at - at).days for notice in notices] == days
    assert "/questions/" in notices[0].values["lines"]


@pytest.mark.flow
def test_nobody_is_woken_by_it(beat, vreni, at):
    actions.choose_digest("daily", by=beat, at=at)
    ask(vreni, at + timedelta(hours=1))
    schedule.due(at=at + DAY + timedelta(hours=14))
    tell()
    assert heard(beat) == []


@pytest.mark.flow
def test_who_follows_topics_reads_only_of_these_and_nothing_of_her_own(beat, vreni, at):
    bill = Topic.objects.get(slug="bill")
    ask(vreni, at, title="WLAN")
    ask(vreni, at, topic=bill, title="Rechnung")
    ask(beat, at, title="Eigene")
    span = {"since": at - DAY, "until": at + DAY}
    assert {row.title for row in queries.news_for(beat, **span)} == {"WLAN", "Rechnung"}
    actions.follow_topic(bill, by=beat, at=at)
    assert [row.title for row in queries.news_for(beat, **span)] == ["Rechnung"]


@pytest.mark.flow
def test_the_link_in_the_mail_ends_it_without_signing_in(beat, vreni, at):
    actions.choose_digest("daily", by=beat, at=at)
    ask(vreni, at + timedelta(hours=1))
    schedule.due(at=at + DAY)
    tell()
    link = Notice.objects.get(kind="digest").values["end"]
    path = link[link.index("/following/") :]
    browser = Client(headers=HOST)
    assert browser.get(path).status_code == 200
    assert DigestChoice.objects.exists()  # a program that opens links ends nothing
    key = path.partition("key=")[2]
    assert browser.post("/following/digest/end/", {"key": key}).status_code == 200
    assert not DigestChoice.objects.exists()
    assert browser.get("/following/digest/end/?key=forged").status_code == 404


@pytest.mark.flow
def test_choosing_through_page_and_api(beat, at):
    browser = Client(headers=HOST)
    browser.force_login(beat)
    assert 'value="never" checked' in browser.get("/following/digest/").content.decode()
    gone = browser.post("/following/digest/", {"once": uuid4().hex, "every": "never"})
    assert gone.status_code == 303
    sent = browser.post("/following/digest/", {"once": uuid4().hex, "every": "weekly"})
    assert sent["Location"] == "/following/"

    def choose(every):
        path, raw = "/api/v1/following/digest", {"every": every}
        return browser.put(path, raw, content_type="application/json")

    assert browser.get("/api/v1/following/digest").json() == {"every": "weekly"}
    assert choose("daily").json() == {"every": "daily"}
    assert choose("hourly").status_code == 422
    assert choose("").json() == {"every": ""}
    guest = people.welcome_guest(language="de", by=None, at=at)
    with pytest.raises(NotAllowed):
        actions.choose_digest("daily", by=guest, at=at)
    with pytest.raises(Invalid):
        actions.choose_digest("x", by=beat, at=at)


LAWS = {
    "digest_chosen_once": "insert into kundenkreis_digestchoice (brand_id, person_id, every, chosen_at, told_until) select brand_id, person_id, every, chosen_at, told_until from kundenkreis_digestchoice",
    "digest_every": "update kundenkreis_digestchoice set every = 'hourly'",
}  # fmt: skip


@pytest.mark.parametrize("law", LAWS)
def test_the_database_keeps_choices_whole(law, beat, at):
    actions.choose_digest("daily", by=beat, at=at)
    with (
        pytest.raises(IntegrityError, match=law),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(LAWS[law])
