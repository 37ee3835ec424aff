"""Lead users: only who agrees is counted, people decide, the space is private, leaving erases."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.brands.models import Topic
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.ideas import actions as ideas
from kundenkreis.lead_users import actions, pages, queries, reactions, schedule, scoring
from kundenkreis.lead_users.events import LeadPostWritten, LeadUserDecided
from kundenkreis.lead_users.models import (
    LeadCandidacy,
    LeadInvitation,
    LeadPost,
    LeadThread,
)
from kundenkreis.lead_users.personal_data import LeadUsersData
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import Consent
from tests.attack import attack
from tests.kept import kept

HOST = {"host": "alpenfon.localhost"}
DAY = timedelta(days=1)


def moment(day: int) -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)


def test_ahead_is_who_spoke_of_it_before_the_others_and_before_the_peak():
    firsts = {
        "wifi": {"a": moment(0), "b": moment(40), "c": moment(41), "d": moment(42), "e": moment(80)},
        "new": {"a": moment(0), "b": moment(1)},
    }  # fmt: skip
    peaks = {"wifi": moment(41), "new": moment(1)}
    assert scoring.ahead_of("a", firsts, peaks) == {"wifi": 1.0}, "two people are no topic"
    assert scoring.ahead_of("b", firsts, peaks) == {"wifi": 0.75}
    assert scoring.ahead_of("e", firsts, peaks) == {}, "after the peak it is no lead"
    assert scoring.ahead_of("x", firsts, peaks) == {}
    assert scoring.peak([moment(0), moment(40), moment(41), moment(42)]) == moment(41)


def test_benefit_counts_wishes_same_problems_and_what_came_again():
    signals = scoring.Signals(ahead={"a": 1.0, "b": 0.5}, wishes=2, own_problems=3, same_problems=1)  # fmt: skip
    assert (signals.mean_ahead, signals.benefit) == (0.75, 5)


def last(event):
    row = EventRow.objects.filter(name=event.name).latest("id")
    return event(**row.payload), row


@kept
def wishes(vreni, aylin, jonas, beat, at):
    """Vreni wrote about the internet first, the others five weeks later."""
    topic = Topic.objects.get(slug="internet")
    for days, person in ((0, vreni), (35, aylin), (36, jonas), (37, beat)):
        ideas.write(title=f"Idee {days}", body="Bitte.", topic=topic, by=person, at=at + days * DAY)  # fmt: skip


@pytest.fixture
def now(at):
    return at + 40 * DAY


@pytest.fixture
def invited(wishes, vreni, mira, now):
    row = actions.stand(by=vreni, at=now)
    schedule.due(at=now)
    return actions.decide(row, invited=True, reason="Sie sind früh dran.", by=mira, at=now)


@pytest.mark.flow
def test_only_who_agrees_is_counted_and_only_once_a_day(wishes, vreni, aylin, now):
    for _twice in range(2):
        actions.stand(by=vreni, at=now)
    assert Consent.objects.filter(kind="lead_user").count() == 1
    schedule.due(at=now)
    row = LeadCandidacy.objects.get()
    assert (row.ahead, row.benefit, row.person) == (1.0, 1, vreni)
    assert row.signals["topics"] == [{"topic": "internet", "earlier_than": 1.0}]
    schedule.due(at=now + DAY / 2)
    row.refresh_from_db()
    assert row.computed_at == now
    actions.stand(by=aylin, at=now)
    schedule.due(at=now + DAY)
    assert [each.person for each in queries.shortlist()] == [vreni, aylin]


@pytest.mark.flow
def test_people_decide_once_with_a_reason_and_she_is_told(invited, vreni, aylin, mira, now):
    row = actions.stand(by=aylin, at=now)
    with pytest.raises(NotAllowed):
        actions.decide(row, invited=True, reason="Ja.", by=vreni, at=now)
    with pytest.raises(Invalid):
        actions.decide(row, invited=True, reason=" ", by=mira, at=now)
    with pytest.raises(Refused):
        actions.decide(invited.candidacy, invited=False, reason="Nein.", by=mira, at=now)
    own = actions.stand(by=mira, at=now)
    with pytest.raises(NotAllowed):
        actions.decide(own, invited=True, reason="Ich.", by=mira, at=now)
    event, row_ = last(LeadUserDecided)
    for _twice in range(2):
        reactions.tell_candidate(event, row=row_)
    assert Notice.objects.get(person=vreni).kind == "lead_user_invited"
    with pytest.raises(NotFound):
        actions.accept(by=aylin, at=now)


@pytest.mark.flow
def test_the_space_is_read_by_who_is_in_now(invited, vreni, aylin, mira, reto, now):
    for person in (vreni, aylin, reto, None):
        with pytest.raises(NotFound):
            queries.threads_for(person, at=now)
    for _twice in range(2):
        actions.accept(by=vreni, at=now)
    thread = actions.open_thread(title="Lampe", body="Was zuerst?", by=mira, at=now)
    actions.reply(thread, body="Die Farbe.", by=vreni, at=now)
    assert queries.threads_for(vreni, at=now) == [thread]
    with pytest.raises(NotFound):
        actions.reply(thread, body="Ich auch.", by=aylin, at=now)
    event, row = last(LeadPostWritten)
    reactions.tell_members(event, row=row)
    assert not Notice.objects.filter(kind="lead_post").exists(), "not to the author"
    actions.leave(by=vreni, at=now)
    with pytest.raises(NotFound):
        queries.thread_for(vreni, thread.pk, at=now)


def test_leaving_erases(invited, vreni, mira, now):
    actions.accept(by=vreni, at=now)
    mine = actions.open_thread(title="Meins", body="Nur ich.", by=vreni, at=now)
    shared = actions.open_thread(title="Unser", body="Ich.", by=vreni, at=now)
    actions.reply(shared, body="Und wir.", by=mira, at=now)
    for _twice in range(2):
        actions.leave(by=vreni, at=now)
    assert not LeadCandidacy.objects.exists()
    assert not LeadInvitation.objects.exists()
    assert list(LeadPost.objects.values_list("author", flat=True)) == [mira.pk]
    assert list(LeadThread.objects.all()) == [shared]
    assert not LeadThread.objects.filter(pk=mine.pk).exists()
    assert Consent.objects.get(kind="lead_user").withdrawn_at == now


def test_an_erased_account_takes_all_of_it(invited, vreni, now):
    actions.accept(by=vreni, at=now)
    actions.open_thread(title="Meins", body="Nur ich.", by=vreni, at=now)
    plug = LeadUsersData()
    assert plug.export(vreni)["lead_user_posts"]
    plug.forget(vreni, at=now)
    assert not LeadCandidacy.objects.exists()
    assert not LeadThread.objects.exists()


@pytest.mark.flow
def test_another_brand_sees_nothing(invited, seeland, kai, now):
    with scope.inside(seeland.pk):
        assert queries.shortlist() == []
        with pytest.raises(NotFound):
            queries.candidacy(invited.candidacy_id)


@pytest.mark.flow
def test_laws(invited, vreni, mira, seeland, now):
    actions.accept(by=vreni, at=now)
    attack("one_candidacy", "insert into kundenkreis_leadcandidacy (brand_id, person_id, since, signals) select brand_id, person_id, since, '{}' from kundenkreis_leadcandidacy")  # fmt: skip
    attack("candidacy_ahead", "update kundenkreis_leadcandidacy set ahead = 2")
    attack(
        "lead_invitation_stays", "update kundenkreis_leadinvitation set reason = 'Anders'"
    )
    attack("lead_invitation_of_same_brand", "update kundenkreis_leadinvitation set brand_id = %s", seeland.pk)  # fmt: skip
    actions.open_thread(title="T", body="B", by=vreni, at=now)
    attack("lead_post_of_same_brand", "update kundenkreis_leadpost set brand_id = %s", seeland.pk)  # fmt: skip
    other = actions.stand(by=mira, at=now)
    made = "insert into kundenkreis_leadinvitation (brand_id, candidacy_id, invited, reason, by_id, at, accepted_at) values (%s, %s, false, %s, %s, now(), %s)"
    attack("invitation_says_why", made, other.brand_id, other.pk, "", vreni.pk, None)
    attack("only_invited_accept", made, other.brand_id, other.pk, "x", vreni.pk, now)


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


@pytest.mark.flow
def test_from_the_page_into_the_space_and_out_again(wishes, vreni, mira, beat, now):
    hers, team, stranger = signed_in(vreni), signed_in(mira), signed_in(beat)
    assert "Nothing is counted" in hers.get("/lead-users/", headers={"accept-language": "en", **HOST}).content.decode()  # fmt: skip
    assert send(hers, "/lead-users/candidacy/").status_code == 303
    actions.compute(by=None, at=now)
    row = LeadCandidacy.objects.get()
    assert hers.get("/lead-users/").status_code == 200
    assert f"/lead-users/shortlist/{row.pk}/decision/" in team.get("/lead-users/shortlist/").content.decode()  # fmt: skip
    path = f"/lead-users/shortlist/{row.pk}/decision/"
    assert stranger.get(path).status_code == 404
    assert send(team, path, invited="yes").status_code == 422
    assert send(team, path, invited="yes", reason="Früh dran.").status_code == 303
    assert "Früh dran." in hers.get("/lead-users/").content.decode()
    assert hers.get("/lead-users/threads/").status_code == 404
    assert send(hers, "/lead-users/acceptance/").status_code == 303
    there = send(hers, "/lead-users/threads/new/", title="Lampe", body="Rot?")["Location"]
    assert send(team, there, body="Blau.").status_code == 303
    assert "Blau." in hers.get(there).content.decode()
    for closed in ("/lead-users/threads/", "/lead-users/threads/new/", there):
        assert stranger.get(closed).status_code == 404
    assert send(hers, "/lead-users/departure/").status_code == 303
    assert "Rot?" not in team.get(there).content.decode()


@pytest.mark.flow
def test_the_api_tells_the_same_story(wishes, vreni, mira, beat, now):
    hers, team, stranger = signed_in(vreni), signed_in(mira), signed_in(beat)
    assert api(hers, "GET", "lead-users/me").json() is None
    assert api(hers, "POST", "lead-users/me").status_code == 201
    actions.compute(by=None, at=now)
    assert api(stranger, "GET", "lead-users").status_code == 404
    pk = api(team, "GET", "lead-users").json()["items"][0]["id"]
    assert api(team, "POST", f"lead-users/{pk}/decision", {"invited": True, "reason": "Ja."}).status_code == 201  # fmt: skip
    assert api(hers, "GET", "lead-users/threads").status_code == 404
    assert api(hers, "POST", "lead-users/me/acceptance").json()["decision"]["accepted_at"]
    thread = api(hers, "POST", "lead-users/threads", {"title": "T", "text": "B"}).json()["id"]  # fmt: skip
    assert api(team, "POST", f"lead-users/threads/{thread}/posts", {"text": "C"}).status_code == 201  # fmt: skip
    assert len(api(hers, "GET", f"lead-users/threads/{thread}").json()["items"]) == 2
    assert api(stranger, "GET", f"lead-users/threads/{thread}").status_code == 404
    assert len(api(team, "GET", "lead-users/threads").json()["items"]) == 1
    assert api(hers, "DELETE", "lead-users/me").status_code == 204


@pytest.mark.flow
def test_the_space_asks_the_same_number_of_queries(mira, at):
    def count():
        with CaptureQueriesContext(connection) as asked:
            assert signed_in(mira).get("/lead-users/threads/").status_code == 200
        return len(asked)

    actions.open_thread(title="Eins", body="x", by=mira, at=at)
    first = count()
    for number in range(2):
        actions.open_thread(title=f"Nr {number}", body="x", by=mira, at=at)
    assert count() == first


def test_what_somebody_built_herself_counts_three_times_with_her_yes(aylin, jonas, at):
    for person in (aylin, jonas):
        ideas.write(title="Lampe", body="Ich habe eine gebaut.", workaround=True, by=person, at=at)  # fmt: skip
        actions.stand(by=person, at=at)
    Consent.objects.filter(person=jonas, kind="lead_user").update(version="2026-1")
    actions.compute(by=None, at=at)
    hers, his = (LeadCandidacy.objects.get(person=person) for person in (aylin, jonas))
    assert (hers.benefit, hers.signals["workarounds"]) == (4, 1)
    assert (his.benefit, his.signals["workarounds"]) == (1, 0), (
        "his yes named no workarounds"
    )
    lines = {row["key"]: row["value"] for row in pages.explained(hers)}
    assert len(lines) == 4
