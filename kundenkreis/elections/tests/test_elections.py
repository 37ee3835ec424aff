"""Elected moderators: only where the brand wants it, one secret ballot each, an office that ends."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases import actions as cases
from kundenkreis.charter.tests.conftest import make_members
from kundenkreis.core import scope
from kundenkreis.core.events import KINDS
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.elections import actions, counting, queries, schedule
from kundenkreis.elections.models import Candidacy, Election, ElectionVoter, Mandate
from kundenkreis.elections.personal_data import ElectionsData
from kundenkreis.moderation import actions as moderation
from kundenkreis.notifications import registry
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import Role
from kundenkreis.people.queries import is_staff, roles_of
from kundenkreis.spaces import actions as spaces
from kundenkreis.stages.community.models import Question
from tests.attack import attack
from tests.cast import make_brand, make_person
from tests.kept import kept

DAY = timedelta(days=1)
# Of the list over the API: session, person, brand, roles, whether allowed, elections, candidates.
QUERIES = 7


@kept
def election(members, mira, at) -> Election:
    """Two seats; the first three members stand."""
    actions.allow(allowed=True, reason="Wir möchten es.", by=mira, at=at)
    row = actions.call(seats=2, term_days=90, by=mira, at=at)
    for number in range(3):
        actions.stand(row, words=f"Ich bin Nummer {number}.", by=members[number], at=at)
    return row


@kept
def voting(election: Election, at) -> Election:
    actions.open_vote(election, at=at + 14 * DAY)
    election.refresh_from_db()
    return election


@pytest.fixture
def counted(voting: Election, members, at) -> Election:
    """Number 1 gets two approvals, numbers 0 and 2 one each; 0 has been here as long and stood first."""
    one, two, three = queries.candidates(voting)
    for person, chosen in ((members[3], [two.pk]), (members[4], [two.pk, one.pk]), (members[5], [three.pk])):  # fmt: skip
        actions.vote(voting, approves=chosen, by=person, at=at + 15 * DAY)
    actions.count(voting, at=at + 21 * DAY)
    voting.refresh_from_db()
    return voting


def told() -> None:
    for row in EventRow.objects.order_by("id"):
        for react in registry.REACTIONS.get(KINDS[row.name], []):
            react(KINDS[row.name](**row.payload), row=row)


def standing(pk, approvals, joined=1, stood=1):
    day = datetime(2026, 1, 1)  # noqa: DTZ001 - only their order counts
    return counting.Standing(pk=pk, approvals=approvals, joined_at=day + joined * DAY, stood_at=day + stood * DAY)  # fmt: skip


@pytest.mark.parametrize(
    ("candidates", "seats", "elected"),
    [
        ([standing(1, 3), standing(2, 5), standing(3, 4)], 2, [2, 3]),
        ([standing(1, 3, joined=9), standing(2, 3, joined=2)], 1, [2]),
        ([standing(1, 3, stood=9), standing(2, 3, stood=2)], 1, [2]),
        ([standing(2, 3), standing(1, 3)], 1, [1]),
        ([standing(1, 0), standing(2, 1)], 2, [2]),
        ([], 3, []),
    ],
)
def test_most_approvals_then_longest_member_then_who_stood_first(candidates, seats, elected):  # fmt: skip
    assert counting.elected(candidates, seats=seats) == elected


def test_without_the_brands_yes_there_is_no_election(alpenfon, mira, vreni, at):
    assert queries.allowed() is False
    with pytest.raises(Refused, match="not_wanted"):
        actions.call(seats=2, term_days=90, by=mira, at=at)
    with pytest.raises(NotAllowed):
        actions.allow(allowed=True, reason="Ja.", by=vreni, at=at)
    with pytest.raises(Invalid):
        actions.allow(allowed=True, reason=" ", by=mira, at=at)
    actions.allow(allowed=True, reason="Ja.", by=mira, at=at)
    for wrong in ({"seats": 0, "term_days": 90}, {"seats": 2, "term_days": 9}):
        with pytest.raises(Invalid):
            actions.call(**wrong, by=mira, at=at)
    first = actions.call(seats=2, term_days=90, by=mira, at=at)
    assert actions.call(seats=3, term_days=60, by=mira, at=at) == first
    actions.allow(allowed=False, reason="Doch nicht.", by=mira, at=at)
    assert queries.allowed() is False


@pytest.mark.flow
def test_members_stand_themselves_until_the_vote_opens(election, members, vreni, mira, at):
    with pytest.raises(NotAllowed, match="not_eligible"):
        actions.stand(election, words="Ich.", by=vreni, at=at)
    with pytest.raises(NotAllowed, match="not_eligible"):
        actions.stand(election, words="Ich.", by=mira, at=at)
    again = actions.stand(election, words="Anders.", by=members[0], at=at)
    assert again.words == "Anders."
    with pytest.raises(NotFound):
        actions.withdraw(again, by=members[1], at=at)
    for _twice in range(2):
        actions.withdraw(again, by=members[0], at=at)
    assert len(queries.candidates(election)) == 2
    with pytest.raises(Refused, match="too_late"):
        actions.stand(election, words="Ich.", by=members[5], at=at + 14 * DAY)
    schedule.due(at=at + 14 * DAY)
    with pytest.raises(Refused, match="too_late"):
        actions.withdraw(queries.candidates(election)[0], by=members[1], at=at + 14 * DAY)


@pytest.mark.flow
def test_one_ballot_each_in_its_time(voting, members, vreni, at):
    chosen = [each.pk for each in queries.candidates(voting)][:2]
    for moment in (at, at + 21 * DAY):
        with pytest.raises(Refused, match="not_open"):
            actions.vote(voting, approves=chosen, by=members[5], at=moment)
    with pytest.raises(NotAllowed):
        actions.vote(voting, approves=chosen, by=vreni, at=at + 15 * DAY)
    with pytest.raises(Invalid):
        actions.vote(voting, approves=[-1], by=members[5], at=at + 15 * DAY)
    actions.vote(voting, approves=chosen, by=members[5], at=at + 15 * DAY)
    with pytest.raises(Refused, match="voted"):
        actions.vote(voting, approves=[], by=members[5], at=at + 15 * DAY)
    actions.vote(voting, approves=[], by=members[4], at=at + 15 * DAY)
    voting.refresh_from_db()
    assert voting.voted == 2
    assert [each.approvals for each in queries.candidates(voting)] == [1, 1, 0]
    told()
    assert Notice.objects.filter(kind="election_vote_opened").count() == len(members)


def test_whom_somebody_chose_stands_nowhere(voting, members, at):
    """No table joins a voter with a candidate, and no event names who voted or when."""
    for model in apps.get_app_config("kundenkreis").get_models():
        names = {field.related_model.__name__ for field in model._meta.fields if field.related_model}  # fmt: skip
        if {"Candidacy", "ElectionVoter"} <= names or {"Candidacy", "Person"} <= names:
            assert model is Mandate, model
    EventRow.objects.filter(name="election_balloted").delete()
    actions.vote(voting, approves=[queries.candidates(voting)[0].pk], by=members[3], at=at + 15 * DAY)  # fmt: skip
    row = EventRow.objects.get(name="election_balloted")
    assert (row.by, row.at, row.payload) == (None, voting.vote_from, {"election": str(voting.pk)})  # fmt: skip


@pytest.mark.flow
def test_who_is_elected_moderates_until_the_term_ends_and_sees_nothing_else(counted, members, at):  # fmt: skip
    now = at + 22 * DAY
    assert [(each.person, each.elected) for each in queries.candidates(counted)] == [(members[1], True), (members[0], True), (members[2], False)]  # fmt: skip
    assert "elected" in roles_of(members[1], at=now)
    assert not is_staff(members[1], at=now), "cases and customers are none of hers"
    assert roles_of(members[1], at=at + 21 * DAY + 90 * DAY) == {"member"}
    assert queries.in_office(at=at + 112 * DAY) == []
    told()
    kinds = Notice.objects.filter(kind__startswith="election_").exclude(kind="election_vote_opened")  # fmt: skip
    assert sorted(kinds.values_list("kind", flat=True)) == ["election_not_won", "election_won", "election_won"]  # fmt: skip
    actions.count(counted, at=at + 23 * DAY)
    assert Mandate.objects.count() == 2


@pytest.mark.flow
def test_resigning_and_recall_end_the_office_at_once(counted, members, mira, vreni, at):
    now = at + 22 * DAY
    first, second = queries.in_office(at=now)
    with pytest.raises(NotFound):
        actions.resign(first, by=vreni, at=now)
    with pytest.raises(NotAllowed):
        actions.recall(first, reason="Nein.", by=vreni, at=now)
    with pytest.raises(Invalid):
        actions.recall(first, reason=" ", by=mira, at=now)
    for _twice in range(2):
        actions.recall(
            first, reason="Er hat Texte seiner Gegner verborgen.", by=mira, at=now
        )
    holder = second.candidacy.person
    assert holder
    actions.resign(second, by=holder, at=now)
    assert queries.in_office(at=now) == []
    for row in (first, second):
        assert "elected" not in roles_of(row.candidacy.person, at=now)
    told()
    assert Notice.objects.get(kind="mandate_recalled").person == first.candidacy.person


@pytest.mark.flow
def test_without_candidates_it_ends_and_another_may_be_called(members, mira, at):
    actions.allow(allowed=True, reason="Ja.", by=mira, at=at)
    row = actions.call(seats=1, term_days=30, by=mira, at=at)
    schedule.due(at=at + 14 * DAY)
    row.refresh_from_db()
    assert row.counted_at == at + 14 * DAY
    assert actions.call(seats=1, term_days=30, by=mira, at=at + 15 * DAY) != row


def test_an_erased_member_leaves_her_sum_and_her_office_ends(counted, members, at):
    now, plug = at + 22 * DAY, ElectionsData()
    assert plug.export(members[1])["mandates"]
    plug.forget(members[1], at=now)
    assert len(queries.in_office(at=now)) == 1
    assert Candidacy.objects.get(approvals=2).words == ""
    plug.forget(members[3], at=now)
    assert ElectionVoter.objects.filter(voted=True).count() == 3


def test_another_brand_sees_nothing(election, seeland):
    with scope.inside(seeland.pk):
        assert queries.elections() == []
        with pytest.raises(NotFound):
            queries.election(election.pk)


def test_laws(voting, members, mira, vreni, seeland, at):
    brand, pk = voting.brand_id, voting.pk
    listed = "insert into kundenkreis_electionvoter (brand_id, election_id, person_id, voted) values (%s, %s, %s, false)"
    attack("election_voters_frozen", listed, brand, pk, vreni.pk)
    attack("election_voters_frozen", "update kundenkreis_electionvoter set person_id = %s where person_id = %s", vreni.pk, members[0].pk)  # fmt: skip
    attack("ballots_of_voters", "update kundenkreis_election set voted = 1")
    attack("ballots_of_voters", "update kundenkreis_candidacy set approvals = 1")
    attack("ballots_of_voters", "update kundenkreis_electionvoter set voted = true")
    attack("election_stays", "update kundenkreis_election set seats = 9")
    attack("election_seats_and_term", "insert into kundenkreis_election (id, brand_id, seats, term_days, called_by_id, at, stand_until, voted, counted_at) select gen_random_uuid(), brand_id, 10, 90, called_by_id, at, stand_until, 0, at from kundenkreis_election")  # fmt: skip
    attack("one_election_at_once", "insert into kundenkreis_election (id, brand_id, seats, term_days, called_by_id, at, stand_until, voted) select gen_random_uuid(), brand_id, 1, 90, called_by_id, at, stand_until, 0 from kundenkreis_election")  # fmt: skip
    attack("candidacy_of_same_brand", "update kundenkreis_candidacy set brand_id = %s", seeland.pk)  # fmt: skip
    attack("election_voter_of_same_brand", "update kundenkreis_electionvoter set brand_id = %s", seeland.pk)  # fmt: skip
    attack("stands_once", "insert into kundenkreis_candidacy (brand_id, election_id, person_id, words, at, approvals, elected) select brand_id, election_id, person_id, '', at, 0, false from kundenkreis_candidacy")  # fmt: skip
    attack("elected_is_wanted", "update kundenkreis_candidacy set elected = true")
    actions.vote(voting, approves=[queries.candidates(voting)[0].pk], by=members[3], at=at + 15 * DAY)  # fmt: skip
    attack("one_ballot_each", "update kundenkreis_electionvoter set voted = false where voted")  # fmt: skip
    attack("approvals_stay", "update kundenkreis_candidacy set approvals = 0 where approvals = 1")  # fmt: skip
    actions.count(voting, at=at + 21 * DAY)
    attack("approvals_stay", "update kundenkreis_candidacy set approvals = 1 where approvals = 0")  # fmt: skip
    attack("one_ballot_each", "update kundenkreis_electionvoter set voted = true where not voted")  # fmt: skip
    attack("mandate_stays", "update kundenkreis_mandate set until = until + interval '1 year'")  # fmt: skip
    attack("mandate_of_same_brand", "update kundenkreis_mandate set brand_id = %s", seeland.pk)  # fmt: skip
    attack("recall_says_why", "update kundenkreis_mandate set ended_at = now(), ended_by_id = %s", mira.pk)  # fmt: skip
    attack("mandate_term", "insert into kundenkreis_mandate (brand_id, candidacy_id, since, until, reason) select brand_id, id, at, at, '' from kundenkreis_candidacy where not elected")  # fmt: skip
    attack("append_only", "update kundenkreis_electionsallowed set allowed = false")
    later = actions.call(seats=1, term_days=30, by=mira, at=at + 22 * DAY)
    attack("election_one_voter", "insert into kundenkreis_electionvoter (brand_id, election_id, person_id, voted) values (%s, %s, %s, false), (%s, %s, %s, false)", brand, later.pk, vreni.pk, brand, later.pk, vreni.pk)  # fmt: skip


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


@pytest.mark.slow
def test_through_the_pages_and_the_api(members, mira, vreni, at, client_of):
    team, hers, stranger = client_of(mira), client_of(members[0]), client_of(vreni)
    assert stranger.get("/elections/setup/").status_code == 404
    assert stranger.get("/elections/").status_code == 200
    assert send(team, "/elections/setup/", allowed="yes").status_code == 422
    assert send(team, "/elections/setup/", allowed="yes", reason="Ja.").status_code == 303
    there = send(team, "/elections/new/", seats="1", term_days="90")["Location"]
    assert send(hers, f"{there}candidacy/", words="Ich.").status_code == 303
    assert hers.get(f"{there}candidacy/").status_code == 200
    pk = there.split("/")[2]
    assert api(client_of(members[1]), "PUT", f"elections/{pk}/candidacy", {"words": "Ich auch."}).status_code == 200  # fmt: skip
    assert api(client_of(members[1]), "DELETE", f"elections/{pk}/candidacy").status_code == 204  # fmt: skip
    assert send(client_of(members[2]), f"{there}candidacy/", words="Und ich.").status_code == 303  # fmt: skip
    assert send(client_of(members[2]), f"{there}candidacy/withdrawal/").status_code == 303
    row = Election.objects.get()
    mine = Candidacy.objects.get(person=members[0])
    actions.open_vote(row, at=row.stand_until)
    assert hers.get(there).status_code == 200
    # The vote opens in the future of these browsers: it is not open yet for them.
    assert send(hers, f"{there}ballots/", approves=str(mine.pk)).status_code == 409
    assert api(hers, "POST", f"elections/{pk}/ballots", {"approves": [mine.pk]}).status_code == 409  # fmt: skip
    row.refresh_from_db()
    assert row.vote_from
    assert row.vote_until
    actions.vote(row, approves=[mine.pk], by=members[0], at=row.vote_from)
    assert api(hers, "GET", f"elections/{pk}").json()["candidates"][0]["approvals"] is None
    actions.count(row, at=row.vote_until)
    assert api(hers, "GET", "elections").json()["items"][0]["candidates"][0]["elected"]
    office = Mandate.objects.get()
    assert team.get(f"/elections/mandates/{office.pk}/recall/").status_code == 200
    assert send(team, f"/elections/mandates/{office.pk}/recall/", reason=" ").status_code == 422  # fmt: skip
    assert send(stranger, f"/elections/mandates/{office.pk}/resignation/").status_code == 404  # fmt: skip
    assert send(hers, f"/elections/mandates/{office.pk}/resignation/").status_code == 303
    assert api(team, "PUT", "elections/allowed", {"allowed": False, "reason": "Nein."}).status_code == 204  # fmt: skip
    assert api(team, "POST", "elections", {"seats": 1}).status_code == 409
    assert api(stranger, "GET", "elections/mandates").json()["items"] == []
    assert api(stranger, "DELETE", f"elections/mandates/{office.pk}").status_code == 404
    assert api(team, "POST", f"elections/mandates/{office.pk}/recall", {"reason": "x"}).status_code == 204  # fmt: skip
    for path in (there, "/elections/", "/elections/new/", "/elections/setup/"):
        assert team.get(path).status_code == 200


@pytest.mark.slow
def test_an_elected_moderator_decides_about_texts_and_sees_no_case(counted, members, vreni, beat, at, client_of):  # fmt: skip
    """What members wrote in public: yes. What was said in private, people, cases, money: no."""
    case = cases.open_case(customer=vreni, text="Geheim.", by=vreni, at=at)
    asked = Question.objects.filter(author=members[4]).first()
    assert asked
    space = spaces.found(name="Familie", kind="private", by=vreni, at=at)
    secret = spaces.ask(space, title="Zitronenfalter", body="B", by=vreni, at=at)
    moderation.flag(f"question:{asked.pk}", reason="rude", by=vreni, at=at)
    spaces.take_in(space, beat, by=vreni, at=at)
    moderation.flag(f"space-question:{secret.pk}", reason="rude", by=beat, at=at)
    # As these browsers stand in today's time.
    Role.objects.filter(person=members[1], kind="elected").update(since=at, until=None)
    client = client_of(members[1])
    queue = client.get("/moderation/").content.decode()
    assert f"/moderation/question/{asked.pk}/decision/" in queue
    assert "Zitronenfalter" not in queue
    assert "Zitronenfalter" not in api(client, "GET", "moderation/queue").content.decode()
    decision = client.get(f"/moderation/question/{asked.pk}/decision/").content.decode()
    for place in ("/moderation/appeals/", "/moderation/suspensions/", "/moderation/people/", 'value="suspended"'):  # fmt: skip
        assert place not in queue + decision, place
    for path in (f"/moderation/space-question/{secret.pk}/decision/", f"/cases/{case.pk}/", "/desk/", "/insight/", "/ledger/", "/bookings/", "/moderation/appeals/"):  # fmt: skip
        assert client.get(path).status_code == 404, path
    with pytest.raises(NotAllowed):
        moderation.hide(f"space-question:{secret.pk}", rule="rude", by=members[1], at=at)
    with pytest.raises(NotAllowed):
        moderation.suspend(
            f"question:{asked.pk}", days=3, rule="rude", by=members[1], at=at
        )
    moderation.hide(f"question:{asked.pk}", rule="rude", by=members[1], at=at)
    asked.refresh_from_db()
    assert asked.hidden_at


@pytest.mark.slow
def test_from_fifty_windows_one_ballot_each_and_the_sums_are_right(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        mira, members = make_person("Mira", at, "manager"), make_members(at, 10)
        actions.allow(allowed=True, reason="Ja.", by=mira, at=at)
        row = actions.call(seats=2, term_days=90, by=mira, at=at)
        one = actions.stand(row, words="Ich.", by=members[0], at=at)
        two = actions.stand(row, words="Ich.", by=members[1], at=at)
        actions.open_vote(row, at=at + 14 * DAY)

    def act(number):
        with scope.inside(brand.pk):
            chosen = [one.pk, two.pk] if number % 10 < 5 else [two.pk]
            return actions.vote(row, approves=chosen, by=members[number % 10], at=at + 15 * DAY)  # fmt: skip

    results = committed_db.together(50, act)
    assert sum(each is None for each in results) == 10
    assert {each.reason for each in results if isinstance(each, Refused)} == {"voted"}
    with scope.inside(brand.pk):
        row.refresh_from_db()
        rows = Candidacy.objects.order_by("pk").values_list("approvals", flat=True)
        assert (row.voted, list(rows)) == (10, [5, 10])


@pytest.mark.flow
def test_the_api_lists_one_or_three_elections_with_as_many_queries(counted, members, mira, at, client_of):  # fmt: skip
    reader = client_of(members[0])

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            shown = reader.get("/api/v1/elections").json()["items"]
        assert [len(each["candidates"]) for each in shown] == [3] * len(shown)
        return len(found)

    assert count() == QUERIES
    for number in (1, 2):
        begun = at + 30 * number * DAY
        row = actions.call(seats=1, term_days=30, by=mira, at=begun)
        for person in members[:3]:
            actions.stand(row, words="Ich.", by=person, at=begun)
        actions.open_vote(row, at=begun + 14 * DAY)
        if number == 1:
            actions.count(row, at=begun + 21 * DAY)
    assert count() == QUERIES
