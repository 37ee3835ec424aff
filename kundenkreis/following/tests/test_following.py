"""Following a topic or a member: who hears of what, and who does not."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.following import actions
from kundenkreis.following.models import MemberFollow, TopicFollow
from kundenkreis.following.personal_data import FollowingData
from kundenkreis.people import actions as people
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.tests.test_telling import heard, tell


def signed_in(person) -> Client:
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(person)
    return client


@pytest.mark.flow
def test_followers_of_a_topic_hear_of_a_new_question(aylin, vreni, beat, at):
    topic = Topic.objects.get(slug="internet")
    for person in (aylin, vreni):
        actions.follow_topic(topic, by=person, at=at)
    asked = {"title": "WLAN", "body": "Langsam", "agreed": True, "by": vreni, "at": at}
    community.ask(**asked, topic=topic)
    community.ask(**asked, topic=Topic.objects.get(slug="bill"))
    tell()
    assert heard(aylin) == ["topic_question"]
    assert heard(vreni) == heard(beat) == []


@pytest.mark.flow
def test_followers_of_a_member_hear_of_her_answer_once(
    question, aylin, beat, jonas, vreni, at
):  # fmt: skip
    for person in (beat, jonas, vreni):
        actions.follow_member(aylin, by=person, at=at)
    community.follow(question, by=jonas, at=at)
    community.answer(question, body="Neu starten", by=aylin, at=at)
    tell()
    assert heard(beat) == ["member_answered"]
    assert heard(jonas) == ["question_news"]
    assert heard(vreni) == ["question_answered"]


def test_following_is_once_needs_an_account_and_ends(aylin, beat, at):
    topic = Topic.objects.get(slug="internet")
    for _again in range(2):
        actions.follow_topic(topic, by=beat, at=at)
        actions.follow_member(aylin, by=beat, at=at)
    assert (TopicFollow.objects.count(), MemberFollow.objects.count()) == (1, 1)
    guest = people.welcome_guest(language="de", by=None, at=at)
    with pytest.raises(NotAllowed):
        actions.follow_topic(topic, by=guest, at=at)
    with pytest.raises(NotAllowed):
        actions.follow_member(aylin, by=aylin, at=at)
    actions.unfollow_topic(topic, by=beat, at=at)
    actions.unfollow_member(aylin, by=beat, at=at)
    assert not TopicFollow.objects.exists()
    assert not MemberFollow.objects.exists()


def test_who_is_gone_follows_nobody_and_is_followed_by_nobody(aylin, beat, at):
    actions.follow_topic(Topic.objects.all()[0], by=beat, at=at)
    actions.follow_member(aylin, by=beat, at=at)
    told = FollowingData().export(beat)
    assert [len(told["topics"]), len(told["members"])] == [1, 1]
    FollowingData().forget(aylin, at=at)
    assert not MemberFollow.objects.exists()
    FollowingData().forget(beat, at=at)
    assert not TopicFollow.objects.exists()


@pytest.mark.flow
def test_following_through_pages_and_api(answer, aylin, beat):
    client = signed_in(beat)
    assert client.get("/following/").status_code == 200
    topic, member = "/following/topics/internet/", f"/following/members/{aylin.pk}/"
    for path in (topic, member):
        assert client.get(path).status_code == 200
        assert client.post(path, {"once": uuid4().hex})["Location"] == path
    told = client.get("/api/v1/following").json()
    assert told["topics"] == ["internet"]
    assert [each["id"] for each in told["members"]] == [str(aylin.pk)]
    assert client.get("/following/").status_code == 200
    ended = client.post(topic, {"once": uuid4().hex, "end": "1", "list": "1"})
    assert ended["Location"] == "/following/"
    client.handler.enforce_csrf_checks = False
    assert client.put("/api/v1/following/topics/bill").json()["topics"] == ["bill"]
    assert client.delete("/api/v1/following/topics/bill").status_code == 204
    assert client.put(f"/api/v1/following/members/{aylin.pk}").status_code == 200
    assert client.delete(f"/api/v1/following/members/{aylin.pk}").status_code == 204
    assert client.get("/following/topics/nothing/").status_code == 404
    assert client.get(f"/following/members/{uuid4()}/").status_code == 404


LAWS = {
    "topic_followed_once": "insert into kundenkreis_topicfollow (brand_id, topic_id, person_id, at) select brand_id, topic_id, person_id, at from kundenkreis_topicfollow",
    "topic_follow_of_same_brand": "update kundenkreis_topicfollow set brand_id = (select max(id) from kundenkreis_brand); set constraints all immediate",
    "member_followed_once": "insert into kundenkreis_memberfollow (brand_id, member_id, person_id, at) select brand_id, member_id, person_id, at from kundenkreis_memberfollow",
    "nobody_follows_herself": "update kundenkreis_memberfollow set person_id = member_id",
}  # fmt: skip


@pytest.mark.parametrize("law", LAWS)
def test_the_database_keeps_following_whole(law, aylin, beat, seeland, at):
    actions.follow_topic(Topic.objects.all()[0], by=beat, at=at)
    actions.follow_member(aylin, by=beat, at=at)
    with (
        pytest.raises(IntegrityError, match=law),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(LAWS[law])
