"""The board through its doors: pages and API tell the same story."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.ideas import actions, reactions
from kundenkreis.ideas.events import IdeaWritten
from kundenkreis.ideas.models import Idea, IdeaVote
from kundenkreis.ideas.tests.conftest import make_idea
from kundenkreis.ideas.tests.test_board import last

HOST = {"host": "alpenfon.localhost"}


@pytest.fixture
def browser(alpenfon) -> Client:
    return Client(headers=HOST)


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


@pytest.mark.flow
def test_what_was_typed_waits_until_she_has_signed_in(browser, vreni):
    typed = {"title": "Rote Lampe", "body": "Sie soll blinken.", "topic": "internet"}
    answer = send(browser, "/ideas/new/", **typed)
    assert answer["Location"] == "/sign-in/?then=%2Fideas%2Fnew%2F"
    assert not Idea.objects.exists()
    browser.force_login(vreni)
    page = browser.get("/ideas/new/").content.decode()
    assert "Rote Lampe" in page
    assert "Sie soll blinken." in page
    path = send(browser, "/ideas/new/", **typed)["Location"]
    assert browser.get(path).status_code == 200
    assert Idea.objects.filter(topic__slug="internet").exists()


@pytest.mark.flow
def test_a_comment_typed_by_a_visitor_waits_too(browser, idea, aylin):
    answer = send(browser, f"/ideas/{idea.pk}/comments/", body="Das brauche ich.")
    assert answer["Location"].startswith("/sign-in/")
    browser.force_login(aylin)
    assert "Das brauche ich." in browser.get(idea.path).content.decode()
    assert send(browser, f"/ideas/{idea.pk}/comments/", body="Das brauche ich.").status_code == 303  # fmt: skip


@pytest.mark.flow
def test_similar_ideas_are_shown_before_a_new_one_is_published(idea, aylin):
    event, row = last(IdeaWritten)
    reactions.keep_findable(event, row=row)
    client = signed_in(aylin)
    typed = {"title": "Störung am Router anzeigen", "body": "Bitte am Router.", "topic": ""}
    page = send(client, "/ideas/new/", **typed)
    assert page.status_code == 200
    assert idea.path in page.content.decode()
    assert Idea.objects.count() == 1
    assert idea.path in client.get("/ideas/similar/?q=Störung am Router").content.decode()
    assert send(client, "/ideas/new/", **typed, checked="yes").status_code == 303
    assert Idea.objects.count() == 2


@pytest.mark.flow
def test_one_votes_and_takes_back_on_the_page(idea, vreni, aylin, browser):
    assert send(browser, f"/ideas/{idea.pk}/votes/")["Location"].startswith("/sign-in/")
    client = signed_in(aylin)
    assert send(client, f"/ideas/{idea.pk}/votes/").status_code == 303
    assert IdeaVote.objects.count() == 1
    assert idea.path in client.get("/ideas/votes/").content.decode()
    assert send(client, f"/ideas/{idea.pk}/votes/", end="1").status_code == 303
    assert not IdeaVote.objects.exists()
    assert send(signed_in(vreni), f"/ideas/{idea.pk}/votes/").status_code == 403


@pytest.mark.flow
def test_managers_steer_and_others_find_no_such_page(idea, other, mira, vreni):
    manager, stranger = signed_in(mira), signed_in(vreni)
    for noun in ("status", "official-answer", "merger", "measures"):
        path = "/ideas/measures/" if noun == "measures" else f"/ideas/{idea.pk}/{noun}/"
        assert manager.get(path).status_code == 200
        assert stranger.get(path).status_code == 404
    base = f"/ideas/{idea.pk}"
    assert send(manager, f"{base}/status/", to="planned", sentence="").status_code == 422
    assert send(manager, f"{base}/status/", to="planned", sentence="Ja.").status_code == 303
    assert send(manager, f"{base}/official-answer/", body="Gern.").status_code == 303
    page = stranger.get(idea.path).content.decode()
    assert "Gern." in page
    assert "Ja." in page
    address = f"http://alpenfon.localhost{other.path}"
    assert send(manager, f"{base}/merger/", address=address)["Location"] == other.path
    assert other.path in stranger.get(idea.path).content.decode()
    assert send(manager, f"{base}/separation/").status_code == 303
    assert not Idea.objects.filter(merged_into__isnull=False).exists()
    assert send(manager, f"{base}/merger/", address=f"/ideas/{uuid4()}/x/").status_code == 422  # fmt: skip


@pytest.mark.flow
def test_what_was_delivered_stands_on_its_page(idea, mira, browser, at):
    for days, to in ((1, "planned"), (2, "in_work"), (9, "delivered")):
        actions.move(idea, to=to, sentence=f"Es ist {to}.", by=mira, at=at + timedelta(days=days))  # fmt: skip
    page = browser.get("/ideas/delivered/").content.decode()
    assert "Es ist delivered." in page
    assert idea.path not in browser.get("/ideas/").content.decode()
    assert idea.path in browser.get("/ideas/?status=delivered").content.decode()


@pytest.mark.flow
def test_the_author_mends_and_withdraws_by_the_page(idea, vreni, aylin):
    client = signed_in(vreni)
    assert signed_in(aylin).get(f"/ideas/{idea.pk}/text/").status_code == 404
    assert client.get(f"/ideas/{idea.pk}/text/").status_code == 200
    assert send(client, f"/ideas/{idea.pk}/text/", title="Neu", body="Neu").status_code == 303  # fmt: skip
    assert send(client, f"/ideas/{idea.pk}/withdrawal/").status_code == 303
    assert signed_in(aylin).get(f"/ideas/{idea.pk}/").status_code == 404


@pytest.mark.flow
def test_the_api_tells_the_same_story(idea, other, aylin, mira, browser):
    member, manager = signed_in(aylin), signed_in(mira)
    made = api(member, "POST", "ideas", {"title": "Neu", "text": "Neu und gut"})
    assert made.status_code == 201
    own = made.json()["id"]
    assert api(member, "PUT", f"ideas/{own}", {"title": "Neuer", "text": "Besser"}).json()["title"] == "Neuer"  # fmt: skip
    assert api(member, "POST", f"ideas/{idea.pk}/votes").json() == {"idea": str(idea.pk), "votes": 1, "left": 1}  # fmt: skip
    assert api(member, "POST", f"ideas/{own}/votes").status_code == 403
    assert api(member, "GET", "ideas/votes").json()["ideas"] == [str(idea.pk)]
    assert api(member, "POST", f"ideas/{idea.pk}/comments", {"text": "Gut"}).status_code == 201  # fmt: skip
    assert api(member, "POST", f"ideas/{idea.pk}/status", {"status": "planned", "sentence": "x"}).status_code == 404  # fmt: skip
    assert api(manager, "POST", f"ideas/{idea.pk}/status", {"status": "planned", "sentence": "Ja."}).status_code == 201  # fmt: skip
    assert api(manager, "POST", f"ideas/{idea.pk}/official-answer", {"text": "Gern."}).status_code == 201  # fmt: skip
    assert api(manager, "POST", f"ideas/{idea.pk}/merger", {"into": str(other.pk)}).json()["votes"] == 1  # fmt: skip
    assert api(manager, "DELETE", f"ideas/{idea.pk}/merger").json()["part_of"] is None
    assert api(member, "DELETE", f"ideas/{idea.pk}/votes").json()["left"] == 2
    whole = api(browser, "GET", f"ideas/{idea.pk}").json()
    assert [step["to_status"] for step in whole["steps"]] == ["planned"]
    assert [each["role"] for each in whole["items"]] == ["member", "official"]
    for order in ("trend", "new", "top"):
        listed = api(browser, "GET", f"ideas?order={order}").json()
        assert {each["id"] for each in listed["items"]} == {own, str(idea.pk), str(other.pk)}  # fmt: skip
    assert api(browser, "GET", "ideas/similar?q=").json()["items"] == []
    assert api(manager, "GET", "ideas/measures").json()["delivered"] == 0
    assert api(member, "DELETE", f"ideas/{own}").status_code == 204
    assert api(browser, "GET", f"ideas/{own}").status_code == 404


@pytest.mark.flow
def test_lists_ask_the_same_number_of_queries_for_one_and_for_three(browser, idea, aylin, mira, at):  # fmt: skip
    def count(client, path):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    member = signed_in(aylin)
    actions.vote(idea, by=aylin, at=at)
    actions.comment(idea, body="Gut.", by=aylin, at=at)
    paths = ("/ideas/", idea.path)
    first = [count(browser, path) for path in paths]
    for number in range(2):
        row = make_idea(mira, at, f"Idee {number}")
        actions.comment(row, body="Gut.", by=aylin, at=at)
        actions.comment(idea, body="Gut.", by=aylin, at=at)
    assert [count(browser, path) for path in paths] == first == [4, 6]
    assert count(member, "/ideas/votes/") == 8
