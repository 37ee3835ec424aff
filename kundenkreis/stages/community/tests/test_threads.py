"""Comments, being called by name, «me too» taken back, and what unusually many people say."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions as cases
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused, TooMany
from kundenkreis.notifications.models import Notice
from kundenkreis.people import actions as people
from kundenkreis.stages.community import actions, queries, rules
from kundenkreis.stages.community.models import Comment, Question, SameHere
from kundenkreis.stages.community.tests.test_telling import heard, tell
from tests.cast import make_person

HOST = {"host": "alpenfon.localhost"}


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def nicknamed(person, nickname):
    person.nickname = nickname
    person.save(update_fields=["nickname"])
    return person


@pytest.mark.flow
def test_a_comment_reaches_the_author_of_the_answer_and_nobody_twice(
    answer, aylin, beat, at
):
    actions.comment(answer, body="Auch bei Nacht?", by=beat, at=at)
    actions.comment(answer, body="Ja.", by=aylin, at=at)
    tell()
    assert heard(aylin) == ["comment_written"]


def test_a_comment_is_tidied_and_its_personal_data_held_back(answer, beat, at):
    row = actions.comment(answer, body="Rufen Sie 079 123 45 67 an", by=beat, at=at)
    assert "079" not in row.body
    zalgo = actions.comment(answer, body="Ha" + "\u0335\u0321" * 50 + "llo", by=beat, at=at)
    assert len(zalgo.body) < 20
    for bad in ("", "x" * 1001):
        with pytest.raises(Invalid):
            actions.comment(answer, body=bad, by=beat, at=at)


def test_who_may_comment_and_where_it_ends(answer, question, beat, mira, vreni, at, monkeypatch):  # fmt: skip
    guest = people.welcome_guest(language="de", by=None, at=at)
    with pytest.raises(NotAllowed):
        actions.comment(answer, body="Hallo", by=guest, at=at)
    monkeypatch.setattr(rules, "COMMENTS_AN_HOUR", 1)
    actions.comment(answer, body="Hallo", by=beat, at=at)
    with pytest.raises(TooMany):
        actions.comment(answer, body="Hallo", by=beat, at=at)
    actions.close(question, by=vreni, at=at)
    with pytest.raises(Refused, match="closed"):
        actions.comment(answer, body="Hallo", by=mira, at=at)


def test_only_its_author_takes_a_comment_back(answer, beat, jonas, at):
    row = actions.comment(answer, body="Falsch", by=beat, at=at)
    with pytest.raises(NotAllowed):
        actions.take_back(row, by=jonas, at=at)
    actions.take_back(row, by=beat, at=at)
    actions.take_back(row, by=beat, at=at)
    assert not Comment.objects.public().exists()


@pytest.mark.flow
def test_a_deleted_author_leaves_a_comment_without_a_name(answer, beat, at):
    beat.name = "Beat Muster"
    beat.save()
    actions.comment(answer, body="Gruss von Beat Muster: Router aus.", by=beat, at=at)
    people.erase(beat, by=beat, at=at)
    row = Comment.objects.get()
    assert "Muster" not in row.body
    assert "Router" in row.body


@pytest.mark.flow
def test_who_is_called_by_name_hears_of_it_once(answer, question, jonas, aylin, beat, at):
    nicknamed(jonas, "Toni")
    nicknamed(aylin, "Alte Funkerin")
    actions.comment(answer, body="@toni weiss das, oder @Alte Funkerin", by=beat, at=at)
    tell()
    assert heard(jonas) == ["mentioned"]
    assert heard(aylin) == ["comment_written"]  # it is her answer: told already
    assert Notice.objects.get(person=jonas).path.endswith(str(Comment.objects.get().pk))


def test_a_name_that_two_bear_means_who_takes_part(answer, aylin, jonas, beat, at):
    nicknamed(aylin, "Funk")
    nicknamed(jonas, "funk")
    assert queries.mentioned("@Funk?", answer.question, by=beat) == [aylin]
    stranger = nicknamed(make_person("Fremd", at), "Niemand")
    assert queries.mentioned("@Niemand", answer.question, by=beat) == []
    assert stranger.nickname


def test_me_too_is_once_a_person_and_can_be_taken_back(question, beat, at):
    actions.say_same_here(question, by=beat, at=at)
    actions.say_same_here(question, by=beat, at=at)
    assert SameHere.objects.count() == 1
    actions.take_same_here_back(question, by=beat, at=at)
    assert not SameHere.objects.exists()


def test_chance_is_the_tail_of_poisson():
    assert queries.chance(0, 3.0) == 1
    assert queries.chance(8, 0.5) == pytest.approx(6.2e-8, rel=0.02)


@pytest.mark.flow
def test_a_product_is_counted_beside_its_topics(question, at, vreni):
    """Five voices on one product, spread over topics in which as many are usual."""
    for number in range(5):
        person = make_person(f"Frage{number}", at)
        case = cases.open_case(customer=person, text="Rot.", by=person, at=at)
        asked = actions.publish(
            case, title="Rot", body="Rot.", agreed=True, by=person, at=at
        )
        Question.objects.filter(pk=asked.pk).update(topic=None, product="Box 7")
    later = at + timedelta(hours=1)
    found = [row for row in queries.unusual(at=later) if row.product]
    assert [(row.topic, row.product, row.voices) for row in found] == [(None, "Box 7", 5)]
    assert len(found[0].questions) == 5
    Question.objects.update(product="")
    assert [row for row in queries.unusual(at=later) if row.product] == []


@pytest.mark.flow
def test_unusually_many_voices_on_one_topic_are_seen_by_staff(question, at, reto, beat):
    topic = Topic.objects.get(slug="bill")
    Question.objects.update(topic=topic, asked_at=at)
    assert queries.unusual(at=at) == []
    for number in range(4):
        person = make_person(f"Kunde{number}", at)
        actions.say_same_here(question, by=person, at=at)
    (row,) = queries.unusual(at=at + timedelta(hours=1))
    assert (row.topic, row.voices, row.questions) == (topic, 5, [question])
    assert queries.unusual(at=at + timedelta(days=2)) == []
    SameHere.objects.update(at=at - timedelta(days=3))  # many on other days: usual
    assert queries.unusual(at=at + timedelta(hours=1)) == []
    page = signed_in(reto).get("/questions/unusual/")
    assert page.status_code == 200
    assert signed_in(beat).get("/questions/unusual/").status_code == 404
    assert signed_in(beat).get("/api/v1/unusual-topics").status_code == 404
    assert signed_in(reto).get("/api/v1/unusual-topics").json() == {"items": []}


@pytest.mark.flow
def test_comments_through_their_doors(answer, beat, vreni):
    client, path = signed_in(beat), f"/answers/{answer.pk}/comments/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"once": uuid4().hex, "body": ""}).status_code == 200
    sent = client.post(path, {"once": uuid4().hex, "body": "Danke!"})
    row = Comment.objects.get()
    assert sent["Location"] == row.path
    assert "Danke!" in client.get(answer.question.path).content.decode()
    withdrawal = f"/comments/{row.pk}/withdrawal/"
    assert signed_in(vreni).post(withdrawal).status_code == 403
    assert client.post(withdrawal).status_code == 303
    assert "Danke!" not in client.get(answer.question.path).content.decode()
    assert Client(headers=HOST).get(path)["Location"].startswith("/sign-in/")


@pytest.mark.flow
def test_threads_through_the_api(answer, question, beat, kai, seeland):
    client = signed_in(beat)
    client.handler.enforce_csrf_checks = False

    def call(method, path, body=None, who=client):
        raw = json.dumps(body) if body is not None else ""
        return who.generic(method, f"/api/v1/{path}", raw, content_type="application/json")

    made = call("POST", f"answers/{answer.pk}/comments", {"text": "Danke!"})
    assert made.status_code == 201
    whole = call("GET", f"questions/{question.pk}").json()
    assert [each["text"] for each in whole["items"][0]["comments"]] == ["Danke!"]
    assert call("POST", f"questions/{question.pk}/same-here").json()["same"] == 1
    assert call("DELETE", f"questions/{question.pk}/same-here").json()["said"] is False
    assert call("PUT", f"questions/{question.pk}/followers").json()["follows"] is True
    assert call("DELETE", f"questions/{question.pk}/followers").json()["follows"] is False
    there = Client(headers={"host": "seeland.localhost"})
    there.force_login(kai)
    with scope.inside(seeland.pk):
        pk = made.json()["id"]
        assert call("DELETE", f"comments/{pk}", who=there).status_code == 404
    assert call("DELETE", f"comments/{pk}").status_code == 204


LAWS = {
    "comment_says_something": "update kundenkreis_comment set body = ''",
    "comment_hidden_with_reason": "update kundenkreis_comment set hidden_at = now()",
    "author of a text stays": "update kundenkreis_comment set author_id = (select author_id from kundenkreis_question limit 1)",
    "comment_of_same_brand": "update kundenkreis_comment set brand_id = (select max(id) from kundenkreis_brand); set constraints all immediate",
}  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize("law", LAWS)
def test_the_database_keeps_comments_whole(law, answer, beat, seeland, at):
    actions.comment(answer, body="Hallo", by=beat, at=at)
    with (
        pytest.raises(IntegrityError, match=law),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(LAWS[law])
