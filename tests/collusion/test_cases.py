"""A ring becomes a case with its numbers; only a moderator's word does anything, and it can be objected to."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kundenkreis.collusion import actions, queries, reactions, schedule, socket, words
from kundenkreis.collusion.events import CollusionFound
from kundenkreis.collusion.models import CollusionCase, CollusionLook, CollusionMember
from kundenkreis.collusion.personal_data import CollusionData
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.moderation import actions as moderation
from kundenkreis.moderation import reactions as moderation_reactions
from kundenkreis.moderation.events import ContentDecided
from kundenkreis.moderation.models import StatementOfReasons, Suspension
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import Role
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Answer
from tests.attack import attack
from tests.collusion.conftest import thank

HOST = {"host": "alpenfon.localhost", "accept-language": "en"}
WHY = "Sie haben sich gegenseitig gedankt, ohne dass es half."
DAY = timedelta(days=1)


def told(event, react):
    for row in EventRow.objects.filter(name=event.name).order_by("pk"):
        react(event(**row.payload), row=row)


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


@pytest.fixture
def case(the_ring, at):
    (found,) = actions.look(by=None, at=at)
    return queries.case_for(found.pk)


@pytest.mark.flow
def test_a_ring_opens_one_case_and_nothing_happens_to_anybody(the_ring, mira, vreni, at):
    (case,) = actions.look(by=None, at=at)
    assert (case.rule, case.members.count()) == ("block", 6)
    assert not case.members.filter(person=vreni).exists(), "she thanked one of them"
    with translation.override("en"):
        seen = words.lines(case)
    assert "30 of 30 possible pairs" in seen[0]
    assert "30 times in all" in seen[0]
    assert any("30 thanks for answers" in each for each in seen)
    assert words.innocent(case)
    assert not StatementOfReasons.objects.exists()
    assert not Suspension.objects.exists()
    assert Answer.objects.public().count() == 6
    told(CollusionFound, reactions.tell_moderators)
    assert [each.person for each in Notice.objects.filter(kind="collusion_found")] == [mira]
    assert actions.look(by=None, at=at + DAY) == [], "it is asked about once"


@pytest.mark.flow
def test_it_is_looked_once_a_night(the_ring, at):
    for minutes in (0, 1, 60):
        schedule.due(at=at + timedelta(minutes=minutes))
    assert CollusionLook.objects.count() == 1
    schedule.due(at=at + DAY)
    assert list(CollusionLook.objects.order_by("at").values_list("found", flat=True)) == [1, 0]  # fmt: skip


@pytest.mark.flow
def test_what_was_dismissed_is_asked_about_again_only_for_new_evidence(
    case, the_ring, question, mira, at
):
    actions.decide(case, outcome="dismissed", reason="Ein Kurs.", by=mira, at=at)
    assert not StatementOfReasons.objects.exists()
    assert actions.look(by=None, at=at + DAY) == []
    fresh = [
        Answer.objects.create(question=question, author=each, role="member", body="Noch eine", at=at)
        for each in the_ring
    ]  # fmt: skip
    thank(the_ring[:4], fresh[:2], at + DAY)
    assert actions.look(by=None, at=at + 2 * DAY) == [], "a little more of the same"
    thank(the_ring[4:], fresh[:2], at + 2 * DAY)
    thank(the_ring, fresh[2:], at + 2 * DAY)
    (again,) = actions.look(by=None, at=at + 3 * DAY)
    assert again.evidence["favours"] == 30


@pytest.mark.flow
def test_a_warning_has_its_reason_and_can_be_objected_to(case, the_ring, mira, nora, at):
    chosen = [the_ring[0].pk, the_ring[1].pk]
    actions.decide(case, outcome="warned", reason=WHY, people=chosen, by=mira, at=at)
    assert actions.decide(case, outcome="warned", reason=WHY, people=chosen, by=mira, at=at)
    statements = StatementOfReasons.objects.all()
    assert {(row.author_id, row.outcome, row.rule, row.source, row.facts) for row in statements} == {
        (each, "warned", "arranged", "collusion", WHY) for each in chosen
    }  # fmt: skip
    told(ContentDecided, moderation_reactions.tell_author)
    assert Notice.objects.filter(kind="person_warned").count() == 2
    statement = statements.get(author=the_ring[0])
    page = signed_in(the_ring[0]).get(statement.path).content.decode()
    assert WHY in page
    assert "Ring1" not in page, "nobody else is named"
    appeal = moderation.object_to(statement, text="Wir kennen uns nicht.", by=the_ring[0], at=at)  # fmt: skip
    with pytest.raises(NotAllowed):
        moderation.decide_appeal(appeal, outcome="upheld", answer="Doch.", by=mira, at=at)
    moderation.decide_appeal(appeal, outcome="overturned", answer="Gut.", by=nora, at=at)
    with pytest.raises(Refused, match="decided"):
        actions.decide(case, outcome="dismissed", reason=WHY, by=nora, at=at)


@pytest.mark.flow
def test_who_may_not_vote_thanks_nobody_until_the_day_or_until_it_is_lifted(
    case, the_ring, question, mira, nora, at
):
    ring = the_ring[0]
    Role.objects.create(person=the_ring[1], kind="expert", since=at - DAY)
    chosen = [ring.pk, the_ring[1].pk]
    actions.decide(case, outcome="suspended", reason=WHY, people=chosen, days=30, by=mira, at=at)  # fmt: skip
    fresh = Answer.objects.create(question=question, author=mira, role="team", body="Neu", at=at)  # fmt: skip
    with pytest.raises(NotAllowed, match="suspended"):
        community.thank(fresh, by=ring, at=at + DAY)
    assert community.thank(fresh, by=the_ring[1], at=at), "her income needs four eyes"
    waiting = Suspension.objects.get(person=the_ring[1])
    moderation.agree(waiting, by=nora, at=at + DAY)
    assert StatementOfReasons.objects.get(author=the_ring[1]).source == "collusion"
    told(ContentDecided, moderation_reactions.tell_author)
    assert Notice.objects.filter(kind="person_suspended_voting").count() == 2
    statement = StatementOfReasons.objects.get(author=ring)
    appeal = moderation.object_to(statement, text="Nein", by=ring, at=at)
    moderation.decide_appeal(appeal, outcome="overturned", answer="Gut.", by=nora, at=at)
    assert community.thank(fresh, by=ring, at=at + DAY)
    assert community.answer(question, body="Schreiben darf sie", by=ring, at=at + 2 * DAY)


@pytest.mark.flow
def test_who_may_not_decide_and_what_must_be_said(case, the_ring, mira, reto, at):
    Role.objects.create(person=the_ring[0], kind="moderator", since=at - DAY)
    say = {"outcome": "dismissed", "reason": WHY, "at": at}
    for nobody in (reto, the_ring[0]):
        with pytest.raises(NotAllowed):
            actions.decide(case, **say, by=nobody)
    for bad in (
        {"outcome": "burnt"},
        {"reason": " "},
        {"outcome": "warned"},
        {"outcome": "warned", "people": [mira.pk]},
        {"outcome": "suspended", "people": [the_ring[1].pk], "days": 0},
    ):
        with pytest.raises(Invalid):
            actions.decide(case, **{**say, **bad}, by=mira)
    assert CollusionCase.objects.all().open().exists()


def test_the_database_keeps_cases_as_they_were_found(case, the_ring, mira, nora, seeland):
    table, members = "kundenkreis_collusioncase", "kundenkreis_collusionmember"
    decided = f"UPDATE {table} SET outcome = 'dismissed', decided_at = now(), reason = %s, decided_by_id = %s"  # fmt: skip
    attack("collusion_decided_with_reason", decided, "", mira.pk)
    attack("collusion_decided_by_another", decided, WHY, the_ring[0].pk)
    attack("collusion_case_stays", f"UPDATE {table} SET evidence = '{{}}'")
    attack("collusion_evidence_once", f"INSERT INTO {table} SELECT (jsonb_populate_record(c, %s)).* FROM {table} c", json.dumps({"id": str(uuid4())}))  # fmt: skip
    attack("collusion_member_why", f"UPDATE {members} SET gave = 0, received = 0")
    attack("collusion_member_in_brand", f"UPDATE {members} SET brand_id = %s", seeland.pk)
    one = f"INSERT INTO {members} (brand_id, case_id, person_id, gave, received) SELECT brand_id, case_id, person_id, 1, 1 FROM {members} LIMIT 1"
    attack("collusion_member_once", one)
    look = "INSERT INTO kundenkreis_collusionlook (brand_id, at, favours, found) SELECT brand_id, at, 0, 0 FROM kundenkreis_collusionlook"
    attack("collusion_look_once", look)
    actions.decide(case, outcome="dismissed", reason=WHY, by=mira, at=case.found_at)
    attack("collusion_case_stays", f"UPDATE {table} SET reason = 'anders'")


def test_pages_and_api_tell_the_same_story(case, the_ring, mira, reto):
    moderator, path = signed_in(mira), case.path
    assert "6 people" in moderator.get("/moderation/collusion/").content.decode()
    assert "/moderation/collusion/" in moderator.get("/moderation/").content.decode()
    page = moderator.get(path).content.decode()
    assert "30 of 30 possible pairs" in page
    assert "Ring3" in page
    assert signed_in(reto).get(path).status_code == 404
    api = moderator.get("/api/v1/moderation/collusion").json()["items"]
    assert (api[0]["id"], len(api[0]["members"]), api[0]["outcome"]) == (
        str(case.pk),
        6,
        "",
    )
    assert moderator.post(path, {"once": uuid4().hex, "outcome": "warned", "reason": WHY}).status_code == 422  # fmt: skip
    given = {
        "outcome": "warned",
        "reason": WHY,
        "people": [str(the_ring[0].pk)],
        "days": 30,
    }
    assert moderator.post(path, {"once": uuid4().hex, **given}).status_code == 303
    assert WHY in moderator.get(path).content.decode()
    answer = moderator.post(f"/api/v1{path[:-1]}/decision", json.dumps(given), content_type="application/json")  # fmt: skip
    assert (answer.status_code, answer.json()["reason"]) == (200, WHY), "twice is once"


@pytest.mark.flow
def test_the_list_takes_as_many_queries_for_many(case, mira, the_ring, at):
    client = signed_in(mira)
    client.get("/moderation/collusion/")

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/moderation/collusion/")
        return len(seen)

    before = counted()
    for number in range(2):
        row = CollusionCase.objects.create(rule="pair", signature=f"{number}", evidence={"people": 2}, first_at=at, last_at=at, found_at=at)  # fmt: skip
        CollusionMember.objects.create(case=row, person=the_ring[number], gave=1, received=0)  # fmt: skip
    assert counted() == before


@pytest.mark.flow
def test_brands_do_not_see_each_others_favours(the_ring, seeland, at):
    with scope.inside(seeland.pk):
        assert queries.favours(at=at) == []
        assert actions.look(by=None, at=at) == []


def test_an_erased_person_stands_in_no_case(case, the_ring, at):
    plug, person = CollusionData(), the_ring[0]
    (kept,) = plug.export(person)["patterns_of_thanks_and_votes"]
    assert (kept["gave"], kept["received"], kept["case__outcome"]) == (5, 5, "")
    plug.forget(person, at=at)
    assert plug.export(person) == {"patterns_of_thanks_and_votes": []}


def test_every_plug_answers_like_the_others(the_ring, at):
    for kind, plug in socket.PLUGS.items():
        found = plug.given(since=at - timedelta(days=30), most=4)
        assert len(found) <= 4
        assert all(each.kind == kind and each.giver != each.receiver for each in found)
        assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)  # fmt: skip
        assert plug.given(since=at, most=4) == []
        assert plug.words(1) != plug.words(8)
    assert len(socket.PLUGS["kudos"].given(since=at - timedelta(days=30), most=99)) == 31


def test_an_unknown_case_is_not_found(alpenfon):
    with pytest.raises(NotFound):
        queries.case_for(uuid4())
