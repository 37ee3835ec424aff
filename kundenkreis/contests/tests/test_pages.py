"""Contests through their doors: pages and API tell the same story."""

import json
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.contests import actions, queries
from kundenkreis.contests.models import ContestEntry, IdeaContest, JuryVerdict, Lemon
from kundenkreis.contests.tests.conftest import DAY, enter, make_contest

HOST = {"host": "alpenfon.localhost"}


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


@pytest.mark.slow
def test_a_contest_from_the_announcement_to_the_result_by_pages(mira, reto, vreni, aylin, jonas, beat, at):  # fmt: skip
    with time_machine.travel(at, tick=False):
        manager = signed_in(mira)
        new = {
            "title": "Was hilft?", "body": "Sagen Sie es.", "rules": "Wir dürfen es bauen.", "prize": "CHF 100",
            "criteria": "Nutzen\nMachbar", "tokens": "1", "submit_from": "10.3.2026", "submit_until": "12.3.2026",
            "filter_until": "14.3.2026", "jury_until": "16.3.2026",
        }  # fmt: skip
        assert send(manager, "/contests/new/", **{**new, "jury_until": "x"}).status_code == 422  # fmt: skip
        path = send(manager, "/contests/new/", **new)["Location"]
        visitor = Client(headers=HOST)
        typed = {"title": "Lampe", "body": "Rot.", "agreed": "on"}
        assert "/sign-in/" in send(visitor, f"{path}entries/", **typed)["Location"]
        visitor.force_login(vreni)
        assert "Rot." in visitor.get(f"{path}entries/").content.decode()
        for person in (vreni, aylin, jonas, beat):
            assert send(signed_in(person), f"{path}entries/", **typed).status_code == 303  # fmt: skip
        assert send(signed_in(vreni), f"{path}entries/", title="x", body="y").status_code == 422  # fmt: skip
        assert send(manager, f"{path}jury/", email="vreni@example.org", shown_as="V").status_code == 422  # fmt: skip
        assert send(manager, f"{path}jury/", email="reto@example.org", shown_as="Reto Frei").status_code == 303  # fmt: skip
        page = visitor.get(path).content.decode()
        assert "Reto Frei" in page
        assert "CHF 100" in page
    first, *others = ContestEntry.objects.order_by("at", "pk")
    with time_machine.travel(at + 3 * DAY, tick=False):
        member = signed_in(others[-1].author)
        assert member.get(f"{path}weakest/").status_code == 200
        assert send(member, f"{path}weakest/", entries=[str(first.pk), str(others[0].pk)]).status_code == 422  # fmt: skip
        assert send(member, f"{path}weakest/", entries=[str(first.pk)]).status_code == 303
    with time_machine.travel(at + 5 * DAY, tick=False):
        juror = signed_in(reto)
        assert signed_in(vreni).get(f"/contest-entries/{others[0].pk}/verdict/").status_code == 404  # fmt: skip
        for entry in others:
            verdict = {"mark_0": "4", "mark_1": "5", "reason": "Hilft."}
            assert juror.get(f"{entry.path}verdict/").status_code == 200
            assert send(juror, f"{entry.path}verdict/", **verdict).status_code == 303
        assert send(juror, f"{first.path}verdict/", **verdict).status_code == 422
    with time_machine.travel(at + 8 * DAY, tick=False):
        assert manager.get(f"{path}result/").status_code == 200
        assert send(manager, f"{path}result/", text="Danke allen.").status_code == 303
        page = Client(headers=HOST).get(path).content.decode()
        assert "Danke allen." in page
        best = ContestEntry.objects.get(place=1)
        assert "Hilft." in Client(headers=HOST).get(best.path).content.decode()
        assert send(signed_in(best.author), f"{best.path}withdrawal/").status_code == 303
        assert Client(headers=HOST).get(best.path).status_code == 404
    assert JuryVerdict.objects.count() == 3


@pytest.mark.flow
def test_the_api_tells_the_same_story(contest, mira, reto, vreni, aylin, beat, at):
    manager, member = signed_in(mira), signed_in(vreni)
    with time_machine.travel(at, tick=False):
        body = {"title": "Lampe", "text": "Rot.", "consent": True}
        own = api(member, "POST", f"contests/{contest.pk}/entries", body).json()["id"]
        assert api(member, "POST", f"contests/{contest.pk}/entries", {**body, "consent": False}).status_code == 409  # fmt: skip
        other = api(signed_in(aylin), "POST", f"contests/{contest.pk}/entries", body).json()["id"]  # fmt: skip
        assert api(manager, "POST", f"contests/{contest.pk}/jurors", {"email": "reto@example.org", "shown_as": "R"}).status_code == 201  # fmt: skip
    with time_machine.travel(at + 12 * DAY, tick=False):
        assert api(member, "PUT", f"contests/{contest.pk}/weakest", {"entries": [other]}).json() == {"marked": 1, "tokens": 2}  # fmt: skip
    with time_machine.travel(at + 16 * DAY, tick=False):
        for pk in (own, other):
            assert api(signed_in(reto), "POST", f"contest-entries/{pk}/verdict", {"marks": [3, 4], "reason": "Gut."}).status_code == 201  # fmt: skip
    with time_machine.travel(at + 21 * DAY, tick=False):
        assert api(manager, "POST", f"contests/{contest.pk}/result", {"text": "Danke."}).json()["phase"] == "result"  # fmt: skip
        whole = api(member, "GET", f"contests/{contest.pk}").json()
        assert [row["id"] for row in whole["items"]] == [own, other]
        assert whole["items"][0]["verdicts"] == [{"juror": "R", "marks": [3, 4], "reason": "Gut."}]  # fmt: skip
        assert api(member, "DELETE", f"contest-entries/{own}").status_code == 204
        assert [row["phase"] for row in api(member, "GET", "contests").json()["items"]] == ["result"]  # fmt: skip
    assert Lemon.objects.count() == 1
    new = {
        "title": "Neu", "text": "x", "rules": "x", "prize": "x", "criteria": ["a"], "submit_from": "2026-04-01T00:00:00+02:00",
        "submit_until": "2026-04-02T00:00:00+02:00", "filter_until": "2026-04-03T00:00:00+02:00", "jury_until": "2026-04-04T00:00:00+02:00",
    }  # fmt: skip
    assert api(manager, "POST", "contests", new).status_code == 201
    assert api(member, "POST", "contests", new).status_code == 404


@pytest.mark.flow
def test_lists_ask_the_same_number_of_queries(contest, vreni, aylin, jonas, mira, at):
    def count(path):
        with CaptureQueriesContext(connection) as asked, time_machine.travel(at, tick=False):  # fmt: skip
            assert Client(headers=HOST).get(path).status_code == 200
        return len(asked)

    enter(contest, vreni, at)
    first = [count(path) for path in ("/contests/", contest.path)]
    for person in (aylin, jonas):
        enter(contest, person, at)
        make_contest(mira, at)
    assert [count(path) for path in ("/contests/", contest.path)] == first == [2, 4]
    assert IdeaContest.objects.count() == 3


@pytest.mark.flow
def test_the_list_counts_what_stands(entries, mira, at):
    actions.withdraw(entries[0], by=entries[0].author, at=at)
    ContestEntry.objects.filter(pk=entries[1].pk).update(hidden_at=at, hidden_reason="spam")
    (contest,) = queries.contests()
    assert vars(contest)["entry_count"] == 2
