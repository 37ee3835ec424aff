"""What was typed and not sent: kept a place, private, restored after a sign-in, gone when sent."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.drafts import actions, queries
from kundenkreis.drafts.models import Draft
from kundenkreis.drafts.personal_data import DraftsData
from kundenkreis.people import actions as people

HOST = {"host": "alpenfon.localhost"}


def test_one_text_a_place_and_an_empty_one_lets_it_go(beat, aylin, at):
    for text in ("Haben Sie", "Haben Sie den Router"):
        actions.keep("question:1", text=text, path="/questions/1/", by=beat, at=at)
    assert queries.text_at("question:1", beat) == "Haben Sie den Router"
    assert queries.text_at("question:1", aylin) == ""
    assert len(queries.drafts_of(beat)) == 1
    actions.keep("question:1", text="  ", by=beat, at=at)
    assert queries.drafts_of(beat) == []


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "/\\evil"])
def test_a_draft_leads_only_to_our_own_pages(path, beat, at):
    row = actions.keep("question:1", text="Hallo", path=path, by=beat, at=at)
    assert row
    assert row.path == "/"


def test_places_accounts_and_endless_texts(beat, at):
    guest = people.welcome_guest(language="de", by=None, at=at)
    with pytest.raises(NotAllowed):
        actions.keep("question:1", text="Hallo", by=guest, at=at)
    for place in ("", "question", "question:", "Question:1", "a:" + "x" * 100):
        with pytest.raises(Invalid, match="bad_place"):
            actions.keep(place, text="Hallo", by=beat, at=at)
    row = actions.keep("question:1", text="x" * 100_000, by=beat, at=at)
    assert row
    assert len(row.text) == Draft.MOST


def test_after_a_month_or_with_its_writer_a_draft_goes(beat, at):
    actions.keep("question:1", text="Hallo", by=beat, at=at)
    actions.drop_old(at=at + timedelta(days=29))
    assert len(DraftsData().export(beat)["drafts"]) == 1
    actions.drop_old(at=at + timedelta(days=31))
    assert not Draft.objects.exists()
    actions.keep("question:1", text="Hallo", by=beat, at=at)
    DraftsData().forget(beat, at=at)
    assert not Draft.objects.exists()


@pytest.mark.flow
def test_drafts_through_the_api_are_ones_own(beat, kai, seeland):
    client = Client(headers=HOST)
    client.force_login(beat)

    def call(method, path, body=None, who=client):
        raw = json.dumps(body) if body is not None else ""
        return who.generic(method, f"/api/v1/{path}", raw, content_type="application/json")

    assert call("PUT", "drafts/question:1", {"text": "Hallo"}).json()["text"] == "Hallo"
    assert call("GET", "drafts/question:1").json()["place"] == "question:1"
    assert len(call("GET", "drafts").json()["items"]) == 1
    there = Client(headers={"host": "seeland.localhost"})
    there.force_login(kai)
    with scope.inside(seeland.pk):
        assert call("GET", "drafts/question:1", who=there).status_code == 404
    assert call("PUT", "drafts/question:1", {"text": ""}).status_code == 204
    assert call("DELETE", "drafts/question:1").status_code == 204
    assert Client(headers=HOST).get("/api/v1/drafts").status_code == 401


@pytest.mark.parametrize(
    ("law", "statement"),
    [
        ("draft_says_something", "update kundenkreis_draft set text = ''"),
        (
            "draft_once_a_place",
            "insert into kundenkreis_draft (brand_id, person_id, place, path, title, text, at) select brand_id, person_id, place, path, title, text, at from kundenkreis_draft",
        ),
    ],
)
def test_the_database_keeps_drafts_whole(law, statement, beat, at):
    actions.keep("question:1", text="Hallo", by=beat, at=at)
    with (
        pytest.raises(IntegrityError, match=law),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
