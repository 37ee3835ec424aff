"""Moderation through its doors: pages and API tell the same story."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.moderation import actions, queries
from kundenkreis.moderation.models import Appeal, Flag, StatementOfReasons, Suspension
from kundenkreis.notifications.models import Notice
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.tests.test_telling import tell

HOST = {"host": "alpenfon.localhost"}


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


def call(client, method, path, body=None):
    return client.generic(
        method, f"/api/v1/{path}", json.dumps(body or {}), content_type="application/json"
    )


def address(target: str, noun: str) -> str:
    return f"/moderation/{target.replace(':', '/')}/{noun}/"


@pytest.mark.slow
def test_from_a_report_to_the_text_shown_again(
    answer, the_answer, beat, aylin, mira, nora, at
):
    reporter, moderator, author = signed_in(beat), signed_in(mira), signed_in(aylin)
    path = f"/flags/answer/{the_answer.pk}/"
    assert reporter.get(path).status_code == 200
    assert send(reporter, path).status_code == 200
    assert (
        send(reporter, path, reason="rude", words="Frech")["Location"] == f"{path}?sent=1"
    )
    assert reporter.get(f"{path}?sent=1").status_code == 200
    assert "WLAN langsam" in moderator.get("/moderation/").content.decode()
    decision = address(answer, "decision")
    assert "Frech" in moderator.get(decision).content.decode()
    assert send(moderator, address(answer, "claim"))["Location"] == decision
    assert "Mira" in signed_in(nora).get(decision).content.decode()
    assert send(signed_in(nora), decision, outcome="hidden", rule="rude").status_code == 200
    assert send(moderator, decision, outcome="hidden", rule="").status_code == 200
    assert send(moderator, decision, outcome="hidden", rule="rude").status_code == 303
    assert "10 Sekunden" not in reporter.get(the_answer.question.path).content.decode()
    tell()
    notice = Notice.objects.get(person=aylin, kind="text_hidden")
    assert Notice.objects.get(person=beat, kind="report_decided")
    assert signed_in(beat).get(notice.path).status_code == 404
    page = author.get(notice.path).content.decode()
    assert "190" not in page
    assert send(author, notice.path, text="").status_code == 200
    assert send(author, notice.path, text="Es war ein Zitat.").status_code == 303
    assert "Es war ein Zitat." in author.get(notice.path).content.decode()
    appeal = Appeal.objects.get()
    link = f"/moderation/appeals/{appeal.pk}/"
    assert link in moderator.get("/moderation/appeals/").content.decode()
    assert moderator.get(link).status_code == 200
    given = {"outcome": "overturned", "answer": "Ja, ein Zitat."}
    assert send(moderator, link, **given).status_code == 200
    assert send(signed_in(nora), link, **given).status_code == 303
    assert "10 Sekunden" in reporter.get(the_answer.question.path).content.decode()
    tell()
    assert Notice.objects.filter(person=aylin, kind="appeal_decided").count() == 1
    assert "Ja, ein Zitat." in author.get(notice.path).content.decode()


@pytest.mark.flow
def test_one_click_keeps_or_hides_and_the_usual_reason_is_told(answer, beat, mira, at):
    actions.flag(answer, reason="spam", by=beat, at=at)
    page = signed_in(mira).get(address(answer, "decision")).content.decode()
    assert 'value="kept"' in page
    assert send(signed_in(mira), address(answer, "decision"), outcome="hidden", rule="spam")
    assert StatementOfReasons.objects.get().facts


@pytest.mark.flow
def test_a_second_person_agrees_by_button(answer, mira, nora, at):
    row = actions.suspend(answer, days=7, rule="rude", by=mira, at=at)
    path = f"/moderation/suspensions/{row.pk}/"
    assert "agreement" not in signed_in(mira).get("/moderation/").content.decode()
    assert "agreement" in signed_in(nora).get("/moderation/").content.decode()
    assert send(signed_in(nora), f"{path}agreement/").status_code == 303
    assert Suspension.objects.get().in_force_at
    assert send(signed_in(mira), f"{path}lifting/").status_code == 303
    assert Suspension.objects.get().ended_at


@pytest.mark.flow
@pytest.mark.parametrize("who", ["aylin", "reto", "vreni"])
def test_others_find_no_moderation(who, answer, mira, at, request):
    row = actions.suspend(answer, days=7, rule="rude", by=mira, at=at)
    client = signed_in(request.getfixturevalue(who))
    for path in ("/moderation/", "/moderation/appeals/", address(answer, "decision")):
        assert client.get(path).status_code == 404
    for path in (address(answer, "claim"), f"/moderation/suspensions/{row.pk}/agreement/"):
        assert send(client, path).status_code == 404
    for path in ("moderation/queue", "appeals"):
        assert call(client, "GET", path).status_code == 404


@pytest.mark.slow
def test_the_api_does_all_of_it(answer, beat, aylin, mira, nora, at):
    reporter, moderator, author, other = (
        signed_in(each) for each in (beat, mira, aylin, nora)
    )
    flag = {"target": answer, "reason": "spam"}
    assert call(reporter, "POST", "flags", flag).status_code == 201
    assert call(reporter, "POST", "flags", {**flag, "target": "x"}).status_code == 422
    waiting = call(moderator, "GET", "moderation/queue").json()["items"]
    assert [(row["target"], row["reasons"], row["score"]) for row in waiting] == [
        (answer, ["spam"], 1.0)
    ]
    assert (
        call(moderator, "POST", "moderation/claims", {"target": answer}).status_code == 201
    )
    decision = {"target": answer, "outcome": "hidden", "rule": "spam"}
    assert call(other, "POST", "moderation/decisions", decision).status_code == 409
    assert (
        call(
            moderator, "POST", "moderation/decisions", {**decision, "outcome": "x"}
        ).status_code
        == 422
    )
    assert call(moderator, "POST", "moderation/decisions", decision).status_code == 201
    mine = call(author, "GET", "statements").json()["items"]
    assert [(row["outcome"], row["automated"], row["appeal"]) for row in mine] == [
        ("hidden", False, "")
    ]
    path = f"statements/{mine[0]['id']}/appeal"
    assert call(reporter, "POST", path, {"text": "Nein"}).status_code == 404
    appeal = call(author, "POST", path, {"text": "Nein"}).json()
    judged = {"outcome": "upheld", "answer": "Bleibt."}
    path = f"appeals/{appeal['id']}/decision"
    assert call(moderator, "POST", path, judged).status_code == 403
    assert [row["id"] for row in call(other, "GET", "appeals").json()["items"]] == [
        appeal["id"]
    ]
    assert call(other, "POST", path, judged).json()["outcome"] == "upheld"
    assert call(author, "GET", "statements").json()["items"][0]["appeal"] == "upheld"


def counted(client, path) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.flow
def test_the_queue_takes_the_same_queries_for_one_and_three(
    the_question, aylin, jonas, beat, mira, at
):
    client = signed_in(mira)
    for number in range(3):
        row = community.answer(the_question, body="Kauft hier", by=aylin, at=at)
        for reader in (jonas, beat):
            actions.flag(f"answer:{row.pk}", reason="off_topic", by=reader, at=at)
        if number != 1:
            assert counted(client, "/moderation/") == QUEUE
            assert counted(client, address(f"answer:{row.pk}", "decision")) == ITEM
            assert counted(client, "/api/v1/moderation/queue") == API


QUEUE, ITEM, API = 11, 12, 8


def test_who_is_suspended_writes_nothing_in_the_community(
    the_question, answer, beat, mira, at
):
    row = community.answer(the_question, body="Ha ha", by=beat, at=at)
    actions.suspend(f"answer:{row.pk}", days=7, rule="rude", by=mira, at=at)
    Suspension.objects.update(until=at + timedelta(days=36500))
    posted = call(
        signed_in(beat), "POST", f"questions/{the_question.pk}/answers", {"text": "Ho"}
    )
    assert (posted.status_code, posted.json()["reason"]) == (403, "suspended")
    assert Flag.objects.count() == 0
    assert queries.restricted(beat, at=at + timedelta(days=1)) == 1


def test_many_readers_can_report_from_many_brands(answer, the_answer, seeland, kai, at):
    there = Client(headers={"host": "seeland.localhost"})
    there.force_login(kai)
    assert there.get(f"/flags/answer/{the_answer.pk}/").status_code == 404
