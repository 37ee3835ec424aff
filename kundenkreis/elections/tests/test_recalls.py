"""Members recall: a petition with enough signatures opens a secret vote, and the office ends where more want it than not."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.elections import actions, queries, schedule
from kundenkreis.elections.models import Mandate, Recall, RecallSigner, RecallVoter
from kundenkreis.elections.personal_data import ElectionsData
from kundenkreis.elections.tests.test_elections import counted, election, told, voting
from kundenkreis.notifications.models import Notice
from kundenkreis.people.queries import roles_of
from tests.attack import attack

__all__ = ["counted", "election", "voting"]
DAY = timedelta(days=1)
# Of the list over the API: session, person, brand, roles, the petitions.
QUERIES = 5


@pytest.fixture
def now(counted, at):
    """Members 1 and 0 are in office since the count; a day has gone."""
    return at + 22 * DAY


@pytest.fixture
def held(counted, members, now) -> Mandate:
    return next(row for row in queries.in_office(at=now) if row.candidacy.person == members[1])  # fmt: skip


@pytest.fixture
def asked(held, members, now) -> Recall:
    return actions.ask_recall(
        held, words="Entscheidet über Freunde.", by=members[2], at=now
    )


@pytest.fixture
def opened(asked, members, now):
    for person in members[3:5]:
        asked = actions.sign(asked, by=person, at=now + DAY)
    return asked


def voted(row, persons, choices, at):
    for person, ends in zip(persons, choices, strict=False):
        actions.vote_on_recall(row, ends=ends, by=person, at=at)
    schedule.due(at=row.vote_until)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(("many", "needed"), [(0, 3), (30, 3), (31, 4), (1000, 100)])
def test_one_in_ten_has_to_sign_at_least_three(many, needed):
    assert Recall.enough(many) == needed


@pytest.mark.flow
def test_who_may_ask_and_sign(held, asked, members, vreni, mira, now):
    for person, why in ((vreni, "not_eligible"), (mira, "not_eligible"), (members[1], "yourself")):  # fmt: skip
        with pytest.raises(NotAllowed, match=why):
            actions.sign(asked, by=person, at=now)
    with pytest.raises(Refused, match="asked_already"):
        actions.ask_recall(held, words="Auch ich.", by=members[3], at=now)
    other = next(row for row in queries.in_office(at=now) if row != held)
    with pytest.raises(NotAllowed, match="yourself"):
        actions.ask_recall(other, words="Ich.", by=members[0], at=now)
    with pytest.raises(Invalid):
        actions.ask_recall(other, words=" ", by=members[3], at=now)
    with pytest.raises(Refused, match="office_over"):
        actions.ask_recall(other, words="Spät.", by=members[3], at=now + 90 * DAY)
    for _twice in range(2):
        assert actions.sign(asked, by=members[3], at=now).vote_from is None
    told()
    assert Notice.objects.get(kind="recall_asked").person == members[1]


@pytest.mark.flow
def test_the_last_signature_opens_a_secret_vote_without_the_one_it_is_about(opened, members, now):  # fmt: skip
    assert opened.vote_from == now + DAY
    assert set(opened.voters.values_list("person", flat=True)) == {each.pk for each in members if each != members[1]}  # fmt: skip
    with pytest.raises(Refused, match="too_late"):
        actions.sign(opened, by=members[5], at=now + DAY)
    with pytest.raises(NotAllowed, match="not_eligible"):
        actions.vote_on_recall(opened, ends=False, by=members[1], at=now + 2 * DAY)
    actions.vote_on_recall(opened, ends=True, by=members[2], at=now + 2 * DAY)
    with pytest.raises(Refused, match="voted"):
        actions.vote_on_recall(opened, ends=False, by=members[2], at=now + 2 * DAY)
    told()
    assert Notice.objects.filter(kind="recall_vote_opened").count() == 5


@pytest.mark.flow
def test_the_office_ends_where_more_want_it_and_enough(opened, held, members, now):
    assert "elected" in roles_of(members[1], at=now)
    actions.answer_recall(
        opened, words="Das stimmt nicht.", by=members[1], at=now + 2 * DAY
    )
    with pytest.raises(NotFound):
        actions.answer_recall(opened, words="Doch.", by=members[2], at=now + 2 * DAY)
    row = voted(opened, members[2:6], (True, True, True, False), now + 2 * DAY)
    assert (row.yes, row.no, row.recalled) == (3, 1, True)
    held.refresh_from_db()
    assert (held.ended_at, held.ended_by, held.reason) == (row.vote_until, None, row.words)
    assert "elected" not in roles_of(members[1], at=row.vote_until + DAY)
    told()
    assert Notice.objects.filter(person=members[1], kind="mandate_recalled_by_members").exists()  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize("choices", [(True, True), (True, True, False, False)])
def test_too_few_or_not_more_leave_the_office_and_members_rest(opened, held, members, now, choices):  # fmt: skip
    row = voted(opened, members[2:6], choices, now + 2 * DAY)
    assert row.recalled is False
    held.refresh_from_db()
    assert held.ended_at is None
    told()
    assert Notice.objects.filter(person=members[1], kind="recall_over").exists()
    with pytest.raises(Refused, match="asked_lately"):
        actions.ask_recall(held, words="Wieder.", by=members[2], at=row.vote_until + DAY)


def test_without_signatures_it_is_over_after_a_month(asked, members, now):
    schedule.due(at=now + 29 * DAY)
    asked.refresh_from_db()
    assert asked.counted_at is None
    schedule.due(at=now + 30 * DAY)
    asked.refresh_from_db()
    assert (asked.counted_at, asked.vote_from, asked.recalled) == (now + 30 * DAY, None, False)  # fmt: skip


def test_laws_before_the_vote(asked, members, seeland):
    put = "insert into kundenkreis_recall (id, brand_id, mandate_id, words, answer, at, gather_until, needed, voted, yes, no, recalled) select gen_random_uuid(), {brand}, mandate_id, 'x', '', at, gather_until, {needed}, {sums}, {recalled} from kundenkreis_recall"
    usual = {"brand": "brand_id", "needed": "3", "sums": "0, 0, 0", "recalled": "false"}
    attack("one_recall_at_once", put.format(**usual))
    attack("recall_needs_three", put.format(**usual | {"needed": "2"}))
    attack("recall_sums", put.format(**usual | {"sums": "1, 0, 0"}))
    attack("recalled_by_more", put.format(**usual | {"recalled": "true"}))
    attack("recall_signed_by_enough", "update kundenkreis_recall set vote_from = now(), vote_until = now()")  # fmt: skip
    attack("recall_stays", "update kundenkreis_recall set needed = 4")
    attack("recall_signed_once", "insert into kundenkreis_recallsigner (brand_id, recall_id, person_id, at) select brand_id, recall_id, person_id, at from kundenkreis_recallsigner")  # fmt: skip
    attack("recall_signer_of_same_brand", "update kundenkreis_recallsigner set brand_id = %s", seeland.pk)  # fmt: skip
    RecallSigner.objects.all().delete()
    attack("recall_of_same_brand", "update kundenkreis_recall set brand_id = %s", seeland.pk)  # fmt: skip


def test_laws_of_the_vote(opened, members, seeland, now):
    attack("recall_signed_in_time", "insert into kundenkreis_recallsigner (brand_id, recall_id, person_id, at) values (%s, %s, %s, now())", opened.brand_id, opened.pk, members[5].pk)  # fmt: skip
    attack("recall_voters_frozen", "insert into kundenkreis_recallvoter (brand_id, recall_id, person_id, voted) values (%s, %s, %s, false)", opened.brand_id, opened.pk, members[1].pk)  # fmt: skip
    attack("recall_voter_of_same_brand", "update kundenkreis_recallvoter set brand_id = %s", seeland.pk)  # fmt: skip
    attack("recall_votes_of_voters", "update kundenkreis_recall set voted = 1, yes = 1")
    actions.vote_on_recall(opened, ends=True, by=members[2], at=now + 2 * DAY)
    attack("recall_one_vote_each", "update kundenkreis_recallvoter set voted = false where voted")  # fmt: skip
    RecallVoter.objects.filter(voted=False).update(voted=True)
    Recall.objects.update(voted=5, yes=5)
    attack("recall_ends_office", "update kundenkreis_recall set counted_at = vote_until, recalled = true")  # fmt: skip
    actions.count_recall(opened, at=opened.vote_until)
    attack("recall_stays", "update kundenkreis_recall set no = 1, voted = 6")


def test_a_list_of_voters_holds_each_once(asked, members):
    RecallVoter.objects.create(recall=asked, person=members[3])
    attack("recall_one_voter", "insert into kundenkreis_recallvoter (brand_id, recall_id, person_id, voted) select brand_id, recall_id, person_id, false from kundenkreis_recallvoter")  # fmt: skip


def test_what_is_kept_about_them_goes_with_them(opened, members, now):
    actions.vote_on_recall(opened, ends=True, by=members[2], at=now + 2 * DAY)
    plug = ElectionsData()
    kept = plug.export(members[2])
    assert [len(kept[name]) for name in ("recalls", "recall_signatures", "recall_ballots")] == [1, 1, 1]  # fmt: skip
    assert plug.export(members[1])["recalls_about_me"]
    plug.forget(members[2], at=now)
    assert not RecallSigner.objects.filter(person=members[2]).exists()
    row = Recall.objects.get()
    assert (row.by, row.voted, row.yes) == (None, 1, 1)


@pytest.mark.flow
def test_through_the_pages_and_the_api(held, members, vreni, now, client_of, at):
    hers, office = client_of(members[2]), client_of(members[1])

    def send(client, path, **fields):
        return client.post(path, {"once": uuid4().hex, **fields})

    def api(client, method, path, body=None):
        return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip

    with time_machine.travel(now, tick=False):
        there = f"/elections/mandates/{held.pk}/petition/"
        assert there in hers.get("/elections/").text
        assert hers.get(there).status_code == 200
        assert send(hers, there, words=" ").status_code == 422
        path = send(hers, there, words="Entscheidet über Freunde.")["Location"]
        row = Recall.objects.get()
        assert send(office, f"{path}answer/", words="Das stimmt nicht.").status_code == 303
        assert "Das stimmt nicht." in client_of(vreni).get(path).text
        assert send(client_of(members[3]), f"{path}signatures/").status_code == 303
        assert api(client_of(members[4]), "POST", f"elections/recalls/{row.pk}/signatures").json()["vote_until"]  # fmt: skip
        assert send(hers, f"{path}ballots/", choice="yes").status_code == 303
        assert send(hers, f"{path}ballots/", choice="yes").status_code == 409
        assert send(client_of(members[3]), f"{path}ballots/").status_code == 422
        assert api(client_of(members[3]), "POST", f"elections/recalls/{row.pk}/ballots", {"ends": False}).status_code == 204  # fmt: skip
        assert api(hers, "GET", f"elections/recalls/{row.pk}").json()["yes"] is None
        assert api(client_of(vreni), "POST", f"elections/mandates/{held.pk}/petition", {"words": "x"}).status_code == 403  # fmt: skip
        with CaptureQueriesContext(connection) as found:
            assert len(api(hers, "GET", "elections/recalls").json()["items"]) == 1
        assert len(found) == QUERIES
        assert api(office, "PUT", f"elections/recalls/{row.pk}/answer", {"words": "Nein."}).json()["answer"] == "Nein."  # fmt: skip
    schedule.due(at=now + 8 * DAY)
    assert api(hers, "GET", f"elections/recalls/{row.pk}").json()["recalled"] is False
