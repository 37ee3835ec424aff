"""A voice in the rules: supporters, discussion, one secret vote each, and a brand that says why."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.charter import actions, queries, schedule
from kundenkreis.charter.models import (
    CharterProposal,
    CharterSupport,
    CharterVersion,
    CharterVoter,
)
from kundenkreis.charter.personal_data import CharterData
from kundenkreis.charter.tests.conftest import PROPOSAL, make_members
from kundenkreis.core import scope
from kundenkreis.core.events import KINDS
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.notifications import registry
from kundenkreis.notifications.models import EventRow, Notice
from tests.attack import attack
from tests.cast import make_brand, make_person
from tests.kept import kept

DAY = timedelta(days=1)
# Of a list over the API: session, person, brand, roles, the rows.
QUERIES = 5


@kept
def opened(first, mira, at) -> CharterProposal:
    """The brand's own proposal is discussed at once."""
    return actions.propose(**PROPOSAL, by=mira, at=at)


@kept
def voting(opened: CharterProposal, at) -> CharterProposal:
    actions.open_vote(opened, at=at + 14 * DAY)
    opened.refresh_from_db()
    return opened


@pytest.fixture
def day(at):
    """In the middle of the vote."""
    return at + 16 * DAY


def counted(row, members, at, choices):
    for person, choice in zip(members, choices, strict=False):
        actions.vote(row, choice=choice, by=person, at=at + 16 * DAY)
    actions.count(row, at=at + 21 * DAY)
    row.refresh_from_db()
    return row


def told() -> None:
    for row in EventRow.objects.order_by("id"):
        for react in registry.REACTIONS.get(KINDS[row.name], []):
            react(KINDS[row.name](**row.payload), row=row)


@pytest.mark.flow
def test_a_member_needs_five_supporters_who_could_vote(first, members, vreni, at):
    row = actions.propose(**PROPOSAL, by=members[0], at=at)
    assert row.opened_at is None
    with pytest.raises(NotAllowed, match="not_eligible"):
        actions.support(row, by=vreni, at=at)
    with pytest.raises(NotAllowed, match="not_eligible"):
        actions.propose(**PROPOSAL, by=vreni, at=at)
    for person in (*members[1:4], members[3]):
        assert actions.support(row, by=person, at=at).opened_at is None
    row = actions.support(row, by=members[4], at=at + DAY)
    assert row.opened_at == at + DAY
    assert row.discuss_until == at + 15 * DAY
    with pytest.raises(Refused, match="opened"):
        actions.support(row, by=members[5], at=at + DAY)


def test_two_gather_at_once_and_old_ones_go(first, members, at):
    for _each in range(2):
        actions.propose(**PROPOSAL, by=members[0], at=at)
    with pytest.raises(TooMany):
        actions.propose(**PROPOSAL, by=members[0], at=at)
    schedule.due(at=at + 59 * DAY)
    assert CharterProposal.objects.count() == 2
    schedule.due(at=at + 60 * DAY)
    assert not CharterProposal.objects.exists()


def test_the_next_waits_until_the_one_before_is_decided(opened, members, mira, at):
    waits = actions.propose(**PROPOSAL, by=mira, at=at)
    assert waits.opened_at is None
    for days in (14, 21):
        schedule.due(at=at + days * DAY)
    opened.refresh_from_db()
    actions.decide(opened, adopted=False, reasons="", by=mira, at=at + 22 * DAY)
    schedule.due(at=at + 22 * DAY)
    waits.refresh_from_db()
    assert waits.opened_at == at + 22 * DAY


def test_it_is_discussed_for_two_weeks(opened, members, vreni, at):
    actions.comment(opened, body="Gut so.", by=vreni, at=at + 13 * DAY)
    assert [each.body for each in queries.comments_on(opened)] == ["Gut so."]
    with pytest.raises(Refused, match="not_discussed"):
        actions.comment(opened, body="Zu spät.", by=vreni, at=at + 14 * DAY)
    with pytest.raises(Invalid):
        actions.comment(opened, body=" ", by=vreni, at=at)


@pytest.mark.flow
def test_who_may_vote_is_frozen_when_the_vote_opens(opened, members, mira, aylin, at):
    schedule.due(at=at + 13 * DAY)
    assert not opened.voters.exists()
    (newcomer,) = make_members(at, 1, first=6)
    type(newcomer).objects.filter(pk=newcomer.pk).update(joined_at=at - 10 * DAY)
    for _twice in range(2):
        schedule.due(at=at + 14 * DAY)
    listed = set(opened.voters.values_list("person", flat=True))
    assert {each.pk for each in members} <= listed
    assert not {newcomer.pk, mira.pk, aylin.pk} & listed
    with pytest.raises(NotAllowed, match="not_eligible"):
        actions.vote(opened, choice="yes", by=newcomer, at=at + 30 * DAY - 10 * DAY)
    told()
    assert Notice.objects.filter(kind="charter_vote_opened").count() == len(listed)


def test_one_vote_each_in_its_time(voting, opened, members, at, day):
    with pytest.raises(Refused, match="not_open"):
        actions.vote(voting, choice="yes", by=members[0], at=at + 21 * DAY)
    with pytest.raises(Invalid):
        actions.vote(voting, choice="maybe", by=members[0], at=day)
    actions.vote(voting, choice="yes", by=members[0], at=day)
    with pytest.raises(Refused, match="voted"):
        actions.vote(voting, choice="no", by=members[0], at=day)
    voting.refresh_from_db()
    assert (voting.voted, voting.yes, voting.no, voting.blank) == (1, 1, 0, 0)


def test_what_somebody_voted_stands_nowhere(voting, members, day):
    """No table joins a person with a choice, and no event names who voted or when."""
    actions.vote(voting, choice="no", by=members[0], at=day)
    for model in apps.get_app_config("kundenkreis").get_models():
        if not model.__name__.startswith("Charter"):
            continue
        columns = {field.name for field in model._meta.fields}
        persons = {"person"} & columns
        assert not (persons and columns & {"yes", "no", "blank", "choice"}), model
    row = EventRow.objects.get(name="charter_voted")
    assert (row.by, row.at, row.payload) == (None, voting.vote_from, {"proposal": str(voting.pk)})  # fmt: skip
    assert "choice" not in str(CharterData().export(members[0]))


@pytest.mark.flow
def test_the_brand_decides_after_the_count_and_says_why_it_departs(voting, members, mira, vreni, at):  # fmt: skip
    with pytest.raises(Refused, match="not_counted"):
        actions.decide(voting, adopted=True, reasons="", by=mira, at=at + 20 * DAY)
    row = counted(voting, members, at, ["yes", "yes", "no", "blank"])
    told()
    assert Notice.objects.filter(kind="charter_counted", person=mira).count() == 1
    assert (row.yes, row.no, row.blank, row.wanted) == (2, 1, 1, True)
    with pytest.raises(NotAllowed):
        actions.decide(row, adopted=True, reasons="", by=vreni, at=at + 22 * DAY)
    with pytest.raises(Invalid):
        actions.decide(row, adopted=False, reasons=" ", by=mira, at=at + 22 * DAY)
    with pytest.raises(Invalid):
        actions.decide(row, adopted=True, reasons="", days=91, by=mira, at=at + 22 * DAY)
    actions.decide(row, adopted=False, reasons="Zu früh.", by=mira, at=at + 22 * DAY)
    with pytest.raises(Refused, match="decided"):
        actions.decide(row, adopted=True, reasons="Doch.", by=mira, at=at + 22 * DAY)
    told()
    said = Notice.objects.filter(kind="charter_not_adopted").values_list(
        "values", flat=True
    )
    assert {each["reasons"] for each in said} == {"Zu früh."}
    assert CharterVersion.objects.count() == 1


@pytest.mark.flow
def test_a_new_version_is_announced_and_counts_from_its_day(voting, members, mira, at):
    row = counted(voting, members, at, ["yes"])
    actions.decide(row, adopted=True, reasons="", days=10, by=mira, at=at + 22 * DAY)
    before, after = queries.version_at(at + 31 * DAY), queries.version_at(at + 32 * DAY)
    assert before
    assert after
    assert (before.number, after.text) == (1, PROPOSAL["text"])
    told()
    assert Notice.objects.filter(kind="charter_adopted").count() == len(members)


def test_the_first_rules_are_written_once_by_a_manager(first, mira, vreni, at):
    with pytest.raises(Refused):
        actions.write_first(text="Neu.", by=mira, at=at)
    with pytest.raises(NotAllowed):
        actions.write_first(text="Neu.", by=vreni, at=at)


def test_an_erased_member_takes_her_words_and_her_vote_stays_in_the_sum(voting, members, first, at, day):  # fmt: skip
    plug, person = CharterData(), members[0]
    actions.vote(voting, choice="yes", by=person, at=day)
    row = actions.propose(**PROPOSAL, by=person, at=day)
    assert plug.export(person)["charter_proposals"]
    plug.forget(person, at=day)
    assert not CharterProposal.objects.filter(pk=row.pk).exists()
    assert not CharterSupport.objects.exists()
    assert CharterVoter.objects.get(voted=True).person is None
    voting.refresh_from_db()
    assert voting.yes == 1


@pytest.mark.flow
def test_another_brand_sees_nothing(opened, seeland):
    with scope.inside(seeland.pk):
        assert queries.proposals() == []
        with pytest.raises(NotFound):
            queries.proposal(opened.pk)


@pytest.mark.flow
def test_laws(voting, members, mira, vreni, seeland, at, day):
    brand, pk = voting.brand_id, voting.pk
    listed = "insert into kundenkreis_chartervoter (brand_id, proposal_id, person_id, voted) values (%s, %s, %s, %s)"
    attack("charter_voters_frozen", listed, brand, pk, vreni.pk, False)
    attack("charter_voters_frozen", "update kundenkreis_chartervoter set person_id = %s where person_id = %s", vreni.pk, members[0].pk)  # fmt: skip
    attack("charter_votes_of_voters", "update kundenkreis_charterproposal set voted = 1, yes = 1")  # fmt: skip
    attack("charter_votes_of_voters", "update kundenkreis_chartervoter set voted = true where person_id = %s", members[0].pk)  # fmt: skip
    attack("charter_sums", "update kundenkreis_charterproposal set yes = 1")
    actions.vote(voting, choice="yes", by=members[0], at=day)
    attack("charter_one_vote_each", "update kundenkreis_chartervoter set voted = false where voted")  # fmt: skip
    attack("charter_proposal_stays", "update kundenkreis_charterproposal set text = 'Anders'")  # fmt: skip
    attack("charter_proposal_stays", "update kundenkreis_charterproposal set vote_until = now()")  # fmt: skip
    attack("charter_decided_after_count", "update kundenkreis_charterproposal set decided_at = now(), adopted = true, decided_by_id = %s", mira.pk)  # fmt: skip
    attack("charter_voter_of_same_brand", "update kundenkreis_chartervoter set brand_id = %s", seeland.pk)  # fmt: skip
    copied = "insert into kundenkreis_charterproposal (id, brand_id, by_brand, title, why, text, at, opened_at, discuss_until, voted, yes, no, blank, reasons) select gen_random_uuid(), brand_id, by_brand, title, why, text, at, %s, discuss_until, 0, 0, 0, 0, '' from kundenkreis_charterproposal where id = %s"
    attack("one_charter_proposal_at_once", copied, at, pk)
    actions.count(voting, at=at + 21 * DAY)
    attack("charter_one_vote_each", "update kundenkreis_chartervoter set voted = true where person_id = %s", members[1].pk)  # fmt: skip
    attack("charter_says_why", "update kundenkreis_charterproposal set decided_at = now(), adopted = false, decided_by_id = %s", mira.pk)  # fmt: skip
    actions.decide(voting, adopted=True, reasons="", by=mira, at=at + 22 * DAY)
    attack("charter_proposal_stays", "update kundenkreis_charterproposal set reasons = 'Anders'")  # fmt: skip
    attack("append_only", "update kundenkreis_charterversion set text = 'Anders'")
    version = "insert into kundenkreis_charterversion (brand_id, number, text, at, counts_from) values (%s, %s, 'x', now(), now() - %s::interval)"
    attack("charter_number_once", version, brand, 2, "0 days")
    attack("charter_counts_later", version, brand, 3, "1 day")
    waits = actions.propose(**PROPOSAL, by=members[0], at=at + 22 * DAY)
    support = "insert into kundenkreis_chartersupport (brand_id, proposal_id, person_id, at) values (%s, %s, %s, now())"
    attack("charter_supported_once", support, brand, waits.pk, members[0].pk)
    attack("charter_support_of_same_brand", support, seeland.pk, waits.pk, members[1].pk)
    attack("charter_one_voter", listed.replace("values", "select * from (values").replace("%s)", "%s), (%s, %s, %s, %s)) as rows (brand_id, proposal_id, person_id, voted)"), brand, waits.pk, vreni.pk, False, brand, waits.pk, vreni.pk, False)  # fmt: skip
    comment = "insert into kundenkreis_chartercomment (id, brand_id, proposal_id, author_id, body, at, hidden_at, hidden_reason) values (gen_random_uuid(), %s, %s, %s, 'x', now(), %s, '')"
    attack("charter_comment_of_same_brand", comment, seeland.pk, waits.pk, vreni.pk, None)
    attack("chartercomment_hidden_with_reason", comment, brand, waits.pk, vreni.pk, at)


def test_the_list_asks_the_same_number_of_queries(opened, members, at, client_of):
    def count():
        with CaptureQueriesContext(connection) as found:
            assert client_of(members[0]).get("/charter/proposals/").status_code == 200
        return len(found)

    before = count()
    for number in (1, 2):
        actions.propose(**PROPOSAL, by=members[number], at=at)
    assert count() == before


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


@pytest.mark.slow
def test_through_the_pages_and_the_api(members, mira, vreni, at, client_of):
    team, hers, stranger = client_of(mira), client_of(members[0]), client_of(vreni)
    assert stranger.get("/charter/first/").status_code == 404
    assert stranger.get("/charter/").status_code == 200
    assert api(team, "POST", "charter", {"text": "Wir siezen uns."}).status_code == 201
    assert send(team, "/charter/first/", text="Noch einmal").status_code == 422
    assert "siezen" in stranger.get("/charter/").content.decode()
    assert send(hers, "/charter/proposals/new/", title="T").status_code == 422
    there = send(hers, "/charter/proposals/new/", **PROPOSAL)["Location"]
    for person in members[1:4]:
        assert send(client_of(person), f"{there}support/").status_code == 303
    pk = there.split("/")[3]
    assert api(client_of(members[4]), "POST", f"charter/proposals/{pk}/support").json()["discuss_until"]  # fmt: skip
    assert send(stranger, f"{there}comments/", body="Gut.").status_code == 303
    assert api(stranger, "POST", f"charter/proposals/{pk}/comments", {"text": "Sehr gut."}).status_code == 204  # fmt: skip
    read = stranger.get(there).content.decode()
    assert "Sehr gut." in read
    assert "siezen" in read.split("<del>")[1].split("</del>")[0]
    row = CharterProposal.objects.get()
    assert row.opened_at
    CharterProposal.objects.update(discuss_until=row.opened_at)
    actions.open_vote(row, at=row.opened_at)
    assert send(hers, f"{there}votes/", choice="yes").status_code == 303
    assert send(hers, f"{there}votes/", choice="yes").status_code == 409
    assert api(client_of(members[1]), "POST", f"charter/proposals/{pk}/votes", {"choice": "no"}).status_code == 204  # fmt: skip
    assert send(stranger, f"{there}votes/", choice="yes").status_code == 403
    assert api(hers, "GET", f"charter/proposals/{pk}").json()["yes"] is None
    assert hers.get(there).status_code == 200
    row.refresh_from_db()
    assert row.vote_until
    actions.count(row, at=row.vote_until)
    assert api(hers, "GET", "charter/proposals").json()["items"][0]["yes"] == 1
    assert stranger.get(f"{there}decision/").status_code == 404
    assert team.get(f"{there}decision/").status_code == 200
    assert send(team, f"{there}decision/", adopted="yes", days="3").status_code == 422
    assert send(team, f"{there}decision/", adopted="no", days="0").status_code == 303
    second = api(team, "POST", "charter/proposals", {**PROPOSAL}).json()["id"]
    assert api(team, "POST", f"charter/proposals/{second}/decision", {"adopted": True}).status_code == 409  # fmt: skip
    for path in ("/charter/versions/1/", there, "/charter/proposals/"):
        assert stranger.get(path).status_code == 200
    assert stranger.get("/charter/versions/9/").status_code == 404


@pytest.mark.flow
def test_the_api_lists_one_or_three_proposals_with_as_many_queries(first, members, mira, at, client_of):  # fmt: skip
    reader = client_of(members[0])

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            shown = api(reader, "GET", "charter/proposals").json()["items"]
        assert all(each["supporters"] + each["voters"] for each in shown)
        return len(found)

    row = actions.propose(**PROPOSAL, by=members[0], at=at)
    actions.support(row, by=members[1], at=at)
    first_count = count()
    assert first_count == QUERIES
    for person in members[1:3]:
        actions.propose(**PROPOSAL, by=person, at=at)
    assert count() == QUERIES


@pytest.mark.slow
def test_from_fifty_windows_one_vote_each_and_the_sum_is_right(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        mira, members = make_person("Mira", at, "manager"), make_members(at, 5)
        row = actions.propose(**PROPOSAL, by=mira, at=at)
        actions.open_vote(row, at=at + 14 * DAY)

    def act(number):
        with scope.inside(brand.pk):
            choice = ("yes", "no")[number % 2]
            return actions.vote(row, choice=choice, by=members[number % 5], at=at + 15 * DAY)  # fmt: skip

    results = committed_db.together(50, act)
    assert {repr(each) for each in results if not (each is None or isinstance(each, Refused))} == set()  # fmt: skip
    assert sum(each is None for each in results) == 5
    assert {each.reason for each in results if isinstance(each, Refused)} == {"voted"}
    with scope.inside(brand.pk):
        row.refresh_from_db()
    assert row.voted == row.yes + row.no == 5
