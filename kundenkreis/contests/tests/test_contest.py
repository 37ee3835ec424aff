"""A contest from its rules to its result."""

from datetime import timedelta

import pytest

from kundenkreis.contests import actions, judging, queries, reactions, schedule
from kundenkreis.contests.events import ContestDecided, JurorNamed, JuryBegun
from kundenkreis.contests.models import ContestEntry, Juror, JuryVerdict, Lemon
from kundenkreis.contests.personal_data import ContestsData
from kundenkreis.contests.tests.conftest import DAY, enter, make_contest
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import Consent
from tests.attack import attack
from tests.cast import make_brand, make_person


def last(event):
    row = EventRow.objects.filter(name=event.name).latest("id")
    return event(**row.payload), row


def test_the_phase_follows_the_dates(contest, at):
    days = {-2: "announced", 0: "submit", 10: "filter", 15: "jury", 20: "deciding"}
    assert {day: contest.phase(at + day * DAY) for day in days} == days


def test_only_managers_announce_and_days_are_in_order(mira, vreni, at):
    with pytest.raises(NotAllowed):
        make_contest(vreni, at)
    for wrong in ({"filter_until": at}, {"tokens": 11}, {"criteria": [" "]}, {"prize": ""}):
        with pytest.raises(Invalid):
            make_contest(mira, at, **wrong)


@pytest.mark.flow
def test_one_enters_with_consent_within_the_days_and_takes_back(contest, vreni, mira, at):
    with pytest.raises(Refused) as refused:
        actions.enter(contest, title="A", body="B", agreed=False, by=vreni, at=at)
    assert refused.value.reason == "consent_needed"
    rows = [enter(contest, vreni, at, f"Idee {number}") for number in range(3)]
    with pytest.raises(Refused):
        enter(contest, vreni, at)
    with pytest.raises(Refused):
        enter(contest, mira, at + 11 * DAY)
    for _twice in range(2):
        actions.withdraw(rows[0], by=vreni, at=at + DAY)
    with pytest.raises(NotAllowed):
        actions.withdraw(rows[1], by=mira, at=at)
    consents = Consent.objects.filter(person=vreni, kind="contest_use")
    assert consents.filter(withdrawn_at=None).count() == 2
    with pytest.raises(NotFound):
        queries.entry_for(mira, rows[0].pk)
    assert enter(contest, vreni, at + 2 * DAY)


@pytest.mark.flow
def test_members_mark_the_weakest_with_few_tokens(contest, entries, beat, vreni, at):
    now = at + 12 * DAY
    with pytest.raises(Refused):
        actions.mark_weakest(contest, entries=entries[:1], by=beat, at=at)
    with pytest.raises(Refused) as refused:
        actions.mark_weakest(contest, entries=entries[:3], by=beat, at=now)
    assert refused.value.reason == "too_many_tokens"
    with pytest.raises(NotAllowed):
        actions.mark_weakest(contest, entries=entries[:1], by=vreni, at=now)
    actions.mark_weakest(contest, entries=entries[:2], by=beat, at=now)
    actions.mark_weakest(contest, entries=entries[1:2], by=beat, at=now)
    assert queries.weakest_of(contest, beat) == [entries[1].pk]
    actions.mark_weakest(contest, entries=entries[1:2], by=vreni, at=now)
    assert sorted(row.title for row in queries.shortlist(contest)) == ["Idee 0", "Idee 2", "Idee 3"]  # fmt: skip


@pytest.fixture
def judged(contest, entries, mira, reto, beat, at):
    """A jury of two has judged what members let through."""
    for person, name in ((reto, "Reto Frei"), (mira, "Mira Lang")):
        actions.name_juror(contest, email=person.email, shown_as=name, by=mira, at=at)
    actions.mark_weakest(contest, entries=[entries[3]], by=beat, at=at + 12 * DAY)
    for number, marks in enumerate(([2, 3], [5, 4], [3, 3])):
        for person in (reto, mira):
            actions.judge(entries[number], marks=marks, reason=f"Grund {number}", by=person, at=at + 16 * DAY)  # fmt: skip
    return contest


@pytest.mark.flow
def test_nobody_judges_who_entered_and_nobody_enters_who_judges(contest, entries, mira, vreni, reto, at):  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.name_juror(contest, email=vreni.email, shown_as="Vreni", by=mira, at=at)
    assert refused.value.reason == "has_entry"
    with pytest.raises(Invalid):
        actions.name_juror(contest, email="x@example.org", shown_as="X", by=mira, at=at)
    juror = actions.name_juror(contest, email=reto.email, shown_as="Reto", by=mira, at=at)
    assert actions.name_juror(contest, email=reto.email, shown_as="R", by=mira, at=at) == juror  # fmt: skip
    with pytest.raises(Refused) as refused:
        enter(contest, reto, at)
    assert refused.value.reason == "juror"


@pytest.mark.flow
def test_the_jury_judges_what_is_left_with_reasons(judged, entries, reto, vreni, at):
    now = at + 17 * DAY
    with pytest.raises(NotAllowed):
        actions.judge(entries[0], marks=[1, 1], reason="X", by=vreni, at=now)
    with pytest.raises(Refused) as refused:
        actions.judge(entries[3], marks=[1, 1], reason="X", by=reto, at=now)
    assert refused.value.reason == "sorted_out"
    for marks in ([1], [0, 1], [1, 6]):
        with pytest.raises(Invalid):
            actions.judge(entries[0], marks=marks, reason="X", by=reto, at=now)
    actions.judge(entries[0], marks=[1, 1], reason="Doch nicht.", by=reto, at=now)
    assert JuryVerdict.objects.filter(entry=entries[0]).count() == 2


@pytest.mark.flow
def test_the_marks_make_the_places_and_everyone_is_told(judged, entries, mira, vreni, aylin, jonas, at):  # fmt: skip
    with pytest.raises(Refused):
        actions.decide(judged, text="Danke.", by=mira, at=at + 17 * DAY)
    now = at + 21 * DAY
    with pytest.raises(NotAllowed):
        actions.decide(judged, text="Danke.", by=vreni, at=now)
    actions.withdraw(entries[2], by=jonas, at=now)
    for _twice in range(2):
        actions.decide(judged, text="Danke.", by=mira, at=now)
    assert [(row.title, row.place) for row in queries.entries_of(judged)] == [("Idee 1", 1), ("Idee 0", 2), ("Idee 3", None)]  # fmt: skip
    event, row = last(ContestDecided)
    for _twice in range(2):
        reactions.tell_entrants(event, row=row)
    told = dict(Notice.objects.values_list("person", "kind"))
    assert told[aylin.pk] == told[vreni.pk] == "contest_placed"
    assert jonas.pk not in told


@pytest.mark.flow
def test_without_the_jury_there_is_no_result(contest, entries, mira, at):
    with pytest.raises(Refused) as refused:
        actions.decide(contest, text="Danke.", by=mira, at=at + 21 * DAY)
    assert refused.value.reason == "verdicts_missing"


def test_the_jury_is_called_when_the_members_have_sorted_out(contest, mira, reto, at):
    actions.name_juror(contest, email=reto.email, shown_as="Reto", by=mira, at=at)
    named, row = last(JurorNamed)
    reactions.tell_juror(named, row=row)
    for day in (14, 15, 16):
        schedule.due(at=at + day * DAY)
    begun, row = last(JuryBegun)
    reactions.tell_jury(begun, row=row)
    assert EventRow.objects.filter(name="contest_jury_begun").count() == 1
    assert set(Notice.objects.filter(person=reto).values_list("kind", flat=True)) == {"juror_named", "jury_begun"}  # fmt: skip


def test_who_leaves_goes_and_entries_stay(contest, entries, vreni, beat, at):
    actions.mark_weakest(contest, entries=entries[:1], by=beat, at=at + 12 * DAY)
    plug = ContestsData()
    assert len(plug.export(vreni)["contest_entries"]) == 2
    assert plug.export(beat)["contest_tokens"]
    plug.forget(beat, at=at)
    plug.forget(vreni, at=at)
    assert not Lemon.objects.exists()
    assert ContestEntry.objects.count() == 4


def row(number, lemons, *marks):
    from datetime import UTC, datetime
    from uuid import UUID

    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    return judging.Standing(entry=UUID(int=number), at=at, lemons=lemons, marks=marks)


@pytest.mark.parametrize(
    ("lemons", "kept"),
    [([0, 1], 2), ([5, 4, 3], 3), ([0, 1, 2, 3], 3), ([9, 8, 7, 6, 5, 4, 3, 2], 4), ([0, 0, 0, 0, 0, 0, 0, 1], 7)],
)  # fmt: skip
def test_the_better_half_goes_on_and_nobody_unmarked_is_left_out(lemons, kept):
    found = judging.shortlist([row(number, many) for number, many in enumerate(lemons)])
    assert len(found) == kept
    assert [each.lemons for each in found] == sorted(lemons)[:kept]


def test_places_go_by_mean_mark_then_by_fewer_tokens():
    a, b, c = row(1, 3, (4, 4)), row(2, 1, (5, 3)), row(3, 0, (1, 2), (5, 5))
    assert judging.places([a, b, c]) == [b, a, c]


ENTRY = "insert into kundenkreis_contestentry (id, brand_id, contest_id, author_id, title, body, at, hidden_reason) values (gen_random_uuid(), %s, %s, %s, 'x', 'x', %s, '')"
LEMON = "insert into kundenkreis_lemon (brand_id, contest_id, entry_id, giver_id, number, at) values (%s, %s, %s, %s, %s, %s)"
JUROR = "insert into kundenkreis_juror (brand_id, contest_id, person_id, named_by_id, shown_as, at) values (%s, %s, %s, %s, 'x', now())"
VERDICT = "insert into kundenkreis_juryverdict (brand_id, entry_id, juror_id, marks, reason, at) values (%s, %s, %s, %s, %s, %s)"


@pytest.mark.flow
def test_tokens_are_a_law(contest, entries, beat, vreni, mira, seeland, at):
    now, brand = at + 12 * DAY, contest.brand_id
    one, two = entries[1].pk, entries[2].pk
    actions.mark_weakest(contest, entries=entries[1:2], by=beat, at=now)
    attack("lemons_within_bag", LEMON, brand, contest.pk, two, beat.pk, 3, now)
    attack("each_lemon_once", LEMON, brand, contest.pk, two, beat.pk, 1, now)
    attack("one_lemon_an_entry", LEMON, brand, contest.pk, one, beat.pk, 2, now)
    attack("lemon_within_its_days", LEMON, brand, contest.pk, two, beat.pk, 2, at)
    attack("lemon_for_others", LEMON, brand, contest.pk, entries[0].pk, vreni.pk, 1, now)
    attack("lemon_of_same_brand", LEMON, seeland.pk, contest.pk, two, mira.pk, 1, now)
    other = make_contest(mira, at)
    attack("lemon_of_its_contest", LEMON, brand, other.pk, two, mira.pk, 1, now)


@pytest.mark.flow
def test_jury_and_entries_are_apart_by_law(judged, entries, mira, reto, vreni, seeland, at):
    brand, now = judged.brand_id, at + 16 * DAY
    attack("juror_has_no_entry", JUROR, brand, judged.pk, vreni.pk, mira.pk)
    attack("juror_has_no_entry", ENTRY, brand, judged.pk, reto.pk, at)
    attack("juror_named_once", JUROR, brand, judged.pk, reto.pk, mira.pk)
    attack("juror_of_same_brand", JUROR, seeland.pk, judged.pk, seeland_person(at).pk, mira.pk)  # fmt: skip
    attack("entry_within_its_days", ENTRY, brand, judged.pk, vreni.pk, now)
    attack("contest_entry_of_same_brand", ENTRY, seeland.pk, judged.pk, vreni.pk, at)
    attack("contest_entry_stays", "update kundenkreis_contestentry set author_id = %s where title = 'Idee 1'", vreni.pk)  # fmt: skip
    attack("contestentry_hidden_with_reason", "update kundenkreis_contestentry set hidden_at = now()")  # fmt: skip
    attack("contest_place_once", "update kundenkreis_contestentry set place = 1")
    juror = Juror.objects.get(person=reto)

    def verdict(law, entry=entries[3], marks=(1, 1), reason="x", when=now, of=brand, by=juror):  # fmt: skip
        attack(law, VERDICT, of, entry.pk, by.pk, list(marks), reason, when)

    verdict("one_verdict_each", entry=entries[0])
    verdict("verdict_marks", marks=(1, 6))
    verdict("verdict_marks", marks=(1,))
    verdict("verdict_with_reason", reason="")
    verdict("verdict_within_its_days", when=at)
    verdict("verdict_of_same_brand", of=seeland.pk)
    other = make_contest(mira, at)
    actions.name_juror(other, email=vreni.email, shown_as="V", by=mira, at=at)
    verdict("verdict_by_its_jury", by=Juror.objects.get(contest=other))
    actions.withdraw(entries[1], by=entries[1].author, at=at)
    own = actions.name_juror(judged, email=entries[1].author.email, shown_as="A", by=mira, at=at)  # fmt: skip
    verdict("verdict_on_others", entry=entries[1], by=own)


def seeland_person(at):
    return make_person("Zoe", at)


@pytest.mark.parametrize(
    ("law", "change"),
    [
        ("contest_days_in_order", "filter_until = jury_until"),
        ("contest_tokens", "tokens = 11"),
        ("contest_result_with_reason", "result_text = 'x'"),
    ],
)
def test_a_contest_is_whole(contest, law, change):
    attack(law, f"update kundenkreis_ideacontest set {change}")


@pytest.mark.flow
def test_rules_and_result_stay(judged, mira, at):
    attack("contest_rules_stay", "update kundenkreis_ideacontest set prize = 'CHF 5'")
    actions.decide(judged, text="Danke.", by=mira, at=at + 21 * DAY)
    attack(
        "contest_result_stays", "update kundenkreis_ideacontest set result_text = 'Anders'"
    )


@pytest.mark.slow
def test_from_many_windows_no_token_is_used_twice(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        mira, vreni = make_person("Mira", at, "manager"), make_person("Vreni", at)
        beat = make_person("Beat", at)
        contest = make_contest(mira, at)
        rows = [enter(contest, vreni, at, f"Idee {number}") for number in range(3)]

        def mark(number):
            with scope.inside(brand.pk):
                chosen = [rows[number % 3], rows[(number + 1) % 3]]
                return actions.mark_weakest(contest, entries=chosen, by=beat, at=at + 12 * DAY)  # fmt: skip

        assert committed_db.together(8, mark) == [2] * 8
        assert Lemon.objects.filter(giver=beat).count() == 2
