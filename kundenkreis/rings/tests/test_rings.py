"""Messages of members: to few, seldom, to who wants them, and gone after a month."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.brands.models import Topic
from kundenkreis.core import scope
from kundenkreis.core.events import KINDS
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, TooMany
from kundenkreis.following import actions as following
from kundenkreis.moderation import actions as moderation
from kundenkreis.notifications import registry
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import Person
from kundenkreis.rings import actions, queries, rules, schedule
from kundenkreis.rings.models import Ring, RingChoice, RingMute, RingRecipient
from kundenkreis.rings.personal_data import RingsData
from tests.attack import attack
from tests.cast import make_brand, make_person
from tests.kept import kept

DAY = timedelta(days=1)
WORDS = {"title": "Treffen", "body": "Am Freitag um drei im Löwen?"}


@kept
def friends(vreni, aylin, jonas, at):
    """Vreni follows both members."""
    for member in (aylin, jonas):
        following.follow_member(member, by=vreni, at=at)
    return [aylin, jonas]


@kept
def sent(friends, vreni, at) -> Ring:
    return actions.ring(to=friends, **WORDS, by=vreni, at=at)


def told() -> None:
    for row in EventRow.objects.order_by("id"):
        for react in registry.REACTIONS.get(KINDS[row.name], []):
            react(KINDS[row.name](**row.payload), row=row)


def told_of(person) -> list[str]:
    rows = Notice.objects.filter(person=person, kind__startswith="ring")
    return list(rows.values_list("kind", flat=True))


@pytest.mark.flow
def test_it_reaches_who_was_chosen_and_nobody_else(sent, vreni, aylin, jonas, beat):
    told()
    told()
    assert told_of(aylin) == told_of(jonas) == ["ring"]
    assert told_of(beat) == told_of(vreni) == []
    assert queries.received(aylin) == [sent]
    assert queries.sent(vreni) == [sent]
    for stranger in (beat, None):
        with pytest.raises(NotFound):
            queries.ring_for(stranger, sent.pk)


def test_one_chooses_members_only_and_few_and_not_as_a_newcomer(friends, vreni, beat, at, monkeypatch):  # fmt: skip
    with pytest.raises(NotFound):
        actions.ring(to=[beat], **WORDS, by=vreni, at=at)
    with pytest.raises(Invalid):
        actions.ring(to=[], **WORDS, by=vreni, at=at)
    monkeypatch.setattr(rules, "MOST_CHOSEN", 1)
    with pytest.raises(TooMany):
        actions.ring(to=friends, **WORDS, by=vreni, at=at)
    fresh = Person.objects.create(email="neu@example.org", joined_at=at - 6 * DAY)
    following.follow_member(friends[0], by=fresh, at=at)
    with pytest.raises(NotAllowed, match="new_here"):
        actions.ring(to=friends[:1], **WORDS, by=fresh, at=at)


@pytest.mark.flow
def test_three_a_day(friends, vreni, at):
    for _each in range(3):
        actions.ring(to=friends, **WORDS, by=vreni, at=at)
    with pytest.raises(TooMany):
        actions.ring(to=friends, **WORDS, by=vreni, at=at + DAY / 2)
    actions.ring(to=friends, **WORDS, by=vreni, at=at + DAY)


def test_who_follows_a_topic_hears_of_it_from_who_follows_it_too(vreni, beat, aylin, at):
    topic = Topic.objects.get(slug="internet")
    following.follow_topic(topic, by=beat, at=at)
    with pytest.raises(NotAllowed, match="not_following"):
        actions.ring_topic(topic, **WORDS, by=vreni, at=at)
    following.follow_topic(topic, by=vreni, at=at)
    row = actions.ring_topic(topic, **WORDS, by=vreni, at=at)
    assert queries.received(beat) == [row]
    assert queries.received(aylin) == []
    with pytest.raises(TooMany):
        actions.ring_topic(topic, **WORDS, by=vreni, at=at + 6 * DAY)
    actions.ring_topic(topic, **WORDS, by=vreni, at=at + 7 * DAY)


@pytest.mark.flow
def test_who_wants_none_gets_none_and_the_sender_is_not_told(friends, vreni, aylin, jonas, at):  # fmt: skip
    actions.choose("never", by=jonas, at=at)
    first = actions.ring(to=friends, **WORDS, by=vreni, at=at)
    actions.mute(vreni, by=aylin, at=at)
    assert queries.received(aylin) == [], "what came is gone too"
    second = actions.ring(to=friends, **WORDS, by=vreni, at=at)
    assert (first.chosen, second.chosen) == (2, 2)
    assert queries.received(jonas) == queries.received(aylin) == []
    actions.unmute(vreni, by=aylin, at=at)
    actions.choose("now", by=jonas, at=at)
    third = actions.ring(to=friends, **WORDS, by=vreni, at=at)
    assert queries.received(aylin) == queries.received(jonas) == [third]
    with pytest.raises(NotAllowed):
        actions.mute(vreni, by=vreni, at=at)
    with pytest.raises(Invalid):
        actions.choose("often", by=jonas, at=at)


@pytest.mark.flow
def test_once_a_week_all_together(friends, vreni, aylin, at):
    actions.choose("weekly", by=aylin, at=at)
    for day in (1, 2):
        actions.ring(to=friends[:1], **WORDS, by=vreni, at=at + day * DAY)
    schedule.due(at=at + 6 * DAY)
    told()
    assert told_of(aylin) == []
    for _twice in range(2):
        schedule.due(at=at + 7 * DAY)
    told()
    assert told_of(aylin) == ["ring_digest"]
    assert Notice.objects.get(person=aylin, kind="ring_digest").values["lines"].count("Treffen") == 2  # fmt: skip
    schedule.due(at=at + 14 * DAY)
    told()
    assert told_of(aylin) == ["ring_digest"], "nothing came"


def test_taken_back_put_away_and_gone_after_a_month(sent, vreni, aylin, jonas, at):
    actions.put_away(sent, by=aylin, at=at)
    assert queries.received(aylin) == []
    assert queries.received(jonas) == [sent]
    schedule.due(at=at + 29 * DAY)
    assert queries.received(jonas) == [sent]
    schedule.due(at=at + 30 * DAY)
    assert not RingRecipient.objects.exists()
    again = actions.ring(to=[jonas], **WORDS, by=vreni, at=at)
    for _twice in range(2):
        actions.put_away(again, by=vreni, at=at)
    assert not Ring.objects.exists()
    told()
    assert not Notice.objects.filter(kind="ring").exists()


@pytest.mark.flow
def test_who_receives_it_may_report_it_and_a_hidden_one_is_gone(sent, aylin, beat, mira, at):  # fmt: skip
    with pytest.raises(NotFound):
        moderation.flag(f"ring:{sent.pk}", reason="rude", by=beat, at=at)
    moderation.flag(f"ring:{sent.pk}", reason="rude", by=aylin, at=at)
    moderation.hide(f"ring:{sent.pk}", rule="rude", by=mira, at=at)
    assert queries.received(aylin) == []
    told()
    assert told_of(aylin) == []


def test_what_is_kept_about_a_person_goes_with_her(sent, vreni, aylin, at):
    actions.choose("weekly", by=aylin, at=at)
    actions.mute(aylin, by=vreni, at=at)
    plug = RingsData()
    assert len(plug.export(vreni)["rings_sent"]) == 1
    assert len(plug.export(aylin)["rings_received"]) == 1
    plug.forget(aylin, at=at)
    assert not RingMute.objects.exists()
    assert not RingChoice.objects.exists()
    assert queries.received(aylin) == []
    plug.forget(vreni, at=at)
    assert not Ring.objects.exists()


def test_another_brand_sees_nothing(sent, aylin, seeland):
    with scope.inside(seeland.pk), pytest.raises(NotFound):
        queries.ring_for(aylin, sent.pk)


def test_laws(sent, vreni, aylin, jonas, beat, seeland, at):
    to = "insert into kundenkreis_ringrecipient (brand_id, ring_id, person_id, place) values (%s, %s, %s, %s)"
    brand = sent.brand_id
    attack("ring_to_few", to, brand, sent.pk, beat.pk, 201)
    attack("ring_place_once", to, brand, sent.pk, beat.pk, 1)
    attack("ring_once_each", to, brand, sent.pk, aylin.pk, 3)
    attack("ring_wanted", to, brand, sent.pk, vreni.pk, 3)
    actions.mute(vreni, by=beat, at=at)
    attack("ring_wanted", to, brand, sent.pk, beat.pk, 3)
    attack("ring_recipient_of_same_brand", "update kundenkreis_ringrecipient set brand_id = %s", seeland.pk)  # fmt: skip
    attack("ring_stays", "update kundenkreis_ring set chosen = 1")
    attack("ring_hidden_with_reason", "update kundenkreis_ring set hidden_at = now()")
    attack("ring_kept_a_month", "insert into kundenkreis_ring (id, brand_id, sender_id, title, body, chosen, at, expires_at, hidden_reason) select gen_random_uuid(), brand_id, sender_id, title, body, chosen, at, at + interval '30 days 1 hour', '' from kundenkreis_ring")  # fmt: skip
    with scope.inside(seeland.pk):
        theirs = Topic.objects.create(slug="theirs", words={"de": "Anderes"})
    attack("ring_topic_of_brand", "insert into kundenkreis_ring (id, brand_id, sender_id, topic_id, title, body, chosen, at, expires_at, hidden_reason) select gen_random_uuid(), brand_id, sender_id, %s, title, body, 0, at, expires_at, '' from kundenkreis_ring limit 1", theirs.pk)  # fmt: skip
    attack("ring_muted_once", "insert into kundenkreis_ringmute (brand_id, person_id, sender_id, at) select brand_id, person_id, sender_id, at from kundenkreis_ringmute")  # fmt: skip
    actions.choose("weekly", by=beat, at=at)
    attack("ring_choice_how", "update kundenkreis_ringchoice set how = 'often'")
    attack("ring_choice_once", "insert into kundenkreis_ringchoice (brand_id, person_id, how, told_until) select brand_id, person_id, how, told_until from kundenkreis_ringchoice")  # fmt: skip


def test_a_month_is_as_long_in_every_time_zone(sent):
    """The clock goes forward on 29 March; what was written in UTC is read back from a dump in Zurich too."""
    with connection.cursor() as cursor:
        cursor.execute("set local timezone to 'Europe/Zurich'")
        cursor.execute("update kundenkreis_ring set body = body || '.'")
        assert cursor.rowcount == 1


def signed_in(person) -> Client:
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(person)
    return client


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


@pytest.mark.flow
def test_the_list_asks_the_same_number_of_queries(sent, friends, vreni, aylin, jonas, at):
    def count():
        with CaptureQueriesContext(connection) as found:
            assert signed_in(aylin).get("/rings/").status_code == 200
        return len(found)

    first = count()
    for _each in range(2):
        actions.ring(to=friends, **WORDS, by=vreni, at=at)
    assert count() == first


@pytest.mark.slow
def test_through_the_pages_and_the_api(friends, vreni, aylin, jonas, beat, at):
    hers, other, stranger = signed_in(vreni), signed_in(aylin), signed_in(beat)
    assert hers.get(f"/rings/new/?to={aylin.pk}&to=x").status_code == 200
    assert send(hers, "/rings/new/", title="T", body="B").status_code == 422
    assert send(hers, "/rings/new/", to=str(beat.pk), title="T", body="B").status_code == 422  # fmt: skip
    there = send(hers, "/rings/new/", to=str(aylin.pk), title="Treffen", body="Ja?")["Location"]  # fmt: skip
    for client, status in ((hers, 200), (other, 200), (stranger, 404)):
        assert client.get(there).status_code == status
    assert "Treffen" in other.get("/rings/").content.decode()
    assert send(other, f"{there}silence/").status_code == 303
    muted = RingMute.objects.get()
    assert send(stranger, f"/rings/silence/{muted.pk}/end/").status_code == 404
    assert send(other, f"/rings/silence/{muted.pk}/end/").status_code == 303
    assert send(hers, f"{there}withdrawal/").status_code == 303
    assert send(other, "/rings/reception/", how="weekly").status_code == 303
    assert other.get("/rings/reception/").status_code == 200
    following.follow_topic(Topic.objects.get(slug="internet"), by=vreni, at=at)
    assert hers.get("/rings/topics/internet/new/").status_code == 200
    assert send(hers, "/rings/topics/internet/new/", title="T", body="B").status_code == 303
    made = api(hers, "POST", "rings", {"to": [str(jonas.pk)], "title": "T", "text": "B"}).json()  # fmt: skip
    assert made["mine"]
    his = signed_in(jonas)
    assert api(his, "GET", "rings").json()["items"][0]["id"] == made["id"]
    assert api(his, "GET", f"rings/{made['id']}").json()["text"] == "B"
    assert api(stranger, "GET", f"rings/{made['id']}").status_code == 404
    assert api(his, "POST", f"rings/{made['id']}/silence").status_code == 204
    muted = api(his, "GET", "rings/silence").json()["items"]
    assert api(his, "DELETE", f"rings/silence/{muted[0]['id']}").status_code == 204
    assert api(his, "PUT", "rings/reception", {"how": "never"}).status_code == 204
    assert len(api(hers, "GET", "rings?sent=true").json()["items"]) == 2
    assert api(hers, "DELETE", f"rings/{made['id']}").status_code == 204
    assert api(hers, "POST", "rings", {"to": [str(beat.pk)], "title": "T", "text": "B"}).status_code == 404  # fmt: skip
    assert api(hers, "POST", "rings", {"topic": "internet", "title": "T", "text": "B"}).status_code == 429  # fmt: skip


@pytest.mark.slow
def test_from_many_windows_no_fourth_message_goes_out(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni, aylin = make_person("Vreni", at), make_person("Aylin", at, "member")
        following.follow_member(aylin, by=vreni, at=at)

    def act(_number):
        with scope.inside(brand.pk):
            return actions.ring(to=[aylin], **WORDS, by=vreni, at=at)

    results = committed_db.together(8, act)
    assert sum(isinstance(each, Ring) for each in results) == 3
    assert sum(isinstance(each, TooMany) for each in results) == 5
