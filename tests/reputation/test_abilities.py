"""Abilities: earned and lost by outcomes, given and taken by people with reasons, contested, used."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kundenkreis.brands.models import Topic
from kundenkreis.core import clock, scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.moderation import actions as moderation
from kundenkreis.reputation import actions, queries, schedule
from kundenkreis.reputation.models import AbilityGrant, AbilityRule, MemberOutcome
from kundenkreis.reputation.personal_data import ReputationData
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.tests.test_telling import heard, tell
from tests.cast import make_brand, make_person
from tests.reputation.conftest import DAY, solve


def may(person, at) -> set[str]:
    return queries.abilities_of(person, at=at)


@pytest.mark.flow
def test_good_outcomes_open_more_and_she_hears_why(beat, at):
    solve(beat, 2, at)
    assert may(beat, at) == set()
    solve(beat, 3, at, start=2)
    assert may(beat, at) == {"mentor", "topics", "accept"}
    tell()
    assert heard(beat) == ["ability_given"] * 3
    row = AbilityGrant.objects.get(person=beat, ability="accept")
    assert row.evidence["counted"] == 5
    assert len(row.evidence["outcomes"]) == 5
    actions.weigh(beat, by=None, at=at)
    assert AbilityGrant.objects.count() == 3


@pytest.mark.flow
def test_an_answer_that_solves_is_an_outcome_and_taking_it_back_another(question, answer, aylin, vreni, at):  # fmt: skip
    community.accept(answer, by=vreni, at=at)
    tell()
    row = MemberOutcome.objects.get()
    assert (row.person, row.kind, row.good, row.other) == (aylin, "solved", True, vreni)
    community.unaccept(question, by=vreni, at=at + DAY)
    tell()
    row.refresh_from_db()
    assert not row.good


@pytest.mark.flow
def test_who_points_out_a_solution_is_right_by_the_askers_word_alone(question, answer, aylin, vreni, jonas, mira, at):  # fmt: skip
    actions.give(jonas, "accept", words="Hilft seit Jahren", by=mira, at=at)
    later = at + 4 * DAY
    community.accept(answer, by=jonas, at=later)
    tell()
    mark = MemberOutcome.objects.get(kind="marked")
    assert (mark.person, mark.good) == (jonas, None)
    community.accept(answer, by=vreni, at=later + DAY)
    tell()
    mark.refresh_from_db()
    assert mark.good
    assert MemberOutcome.objects.get(kind="solved").person == aylin


@pytest.mark.flow
def test_wrong_hints_take_the_ability_away_also_from_a_named_expert(aylin, at):
    assert may(aylin, at) == {"mentor", "topics", "accept", "merge"}
    solve(aylin, 3, at, kind="marked", good=False)
    assert may(aylin, at) == {"mentor", "topics", "merge"}
    tell()
    assert "ability_ended" in heard(aylin)
    row = AbilityGrant.objects.get(person=aylin, ability="accept")
    assert (row.given_why, row.ended_why, row.end_evidence["percent"]) == ("named", "share", 69)  # fmt: skip
    solve(aylin, 12, at + DAY)
    assert "accept" in may(aylin, at + DAY)


def test_what_was_earned_fades_and_comes_back(beat, at):
    solve(beat, 3, at)
    old = at + timedelta(days=730)
    night = old.replace(hour=3, minute=beat.pk.int % 60)
    schedule.due(at=night)
    assert may(beat, night) == set()
    assert AbilityGrant.objects.filter(ended_why="faded").count() == 2
    solve(beat, 2, night, start=3)
    assert may(beat, night) == {"mentor", "topics"}


@pytest.mark.flow
def test_a_ring_of_two_earns_nothing(beat, vreni, at):
    solve(beat, 50, at, other=vreni)
    assert may(beat, at) == set()


def test_managers_set_what_is_asked_with_a_reason(beat, mira, reto, at):
    solve(beat, 2, at)
    values: dict[str, Any] = {
        "least": 2,
        "share": 90,
        "keep": 60,
        "reason": "Wir sind klein",
    }
    with pytest.raises(NotAllowed):
        actions.set_rule("mentor", **values, by=reto, at=at)
    with pytest.raises(NotFound):
        actions.set_rule("levels", **values, by=mira, at=at)
    with pytest.raises(Invalid):
        actions.set_rule("mentor", **values | {"keep": 95}, by=mira, at=at)
    actions.set_rule("mentor", **values, by=mira, at=at)
    actions.weigh(beat, by=None, at=at)
    assert may(beat, at) == {"mentor"}
    with pytest.raises(IntegrityError, match="ability_rule_once"), transaction.atomic():
        AbilityRule.objects.create(slug="mentor", least=1, share=80, keep=70)
    with pytest.raises(IntegrityError, match="ability_rule_order"), transaction.atomic():
        AbilityRule.objects.create(slug="flag", least=1, share=50, keep=70)


@pytest.mark.flow
def test_what_a_manager_takes_only_a_person_gives_back(beat, mira, reto, at):
    solve(beat, 5, at)
    with pytest.raises(Invalid):
        actions.withdraw(beat, "accept", words=" ", by=mira, at=at)
    gone = actions.withdraw(beat, "accept", words="Drei falsche Hinweise", by=mira, at=at)
    assert actions.withdraw(beat, "accept", words="x", by=mira, at=at) == gone
    solve(beat, 20, at + DAY, start=5)
    assert "accept" not in may(beat, at)
    with pytest.raises(Refused, match="not_held"):
        actions.withdraw(beat, "flag", words="x", by=mira, at=at)
    with pytest.raises(NotAllowed):
        actions.give(mira, "accept", words="Ich", by=mira, at=at)
    actions.give(beat, "accept", words="Wieder gut", by=mira, at=at)
    assert "accept" in may(beat, at)


@pytest.mark.flow
def test_she_objects_and_another_manager_decides(beat, mira, aylin, at):
    hanna = make_person("Hanna", at, "manager")
    held = actions.give(beat, "accept", words="Probe", by=mira, at=at)
    with pytest.raises(Refused, match="still_held"):
        actions.object_to(held, text="Nein", by=beat, at=at)
    grant = actions.withdraw(beat, "accept", words="Versehen", by=mira, at=at)
    with pytest.raises(NotFound):
        actions.object_to(grant, text="Nein", by=aylin, at=at)
    with pytest.raises(Refused, match="too_late"):
        actions.object_to(grant, text="Nein", by=beat, at=at + 200 * DAY)
    with pytest.raises(Refused, match="not_contested"):
        actions.decide_objection(grant, restore=True, answer="Ja", by=hanna, at=at)
    actions.object_to(grant, text="Ich war es nicht", by=beat, at=at)
    actions.object_to(grant, text="Noch einmal", by=beat, at=at)
    with pytest.raises(NotAllowed):
        actions.decide_objection(grant, restore=True, answer="Ja", by=mira, at=at)
    actions.decide_objection(grant, restore=True, answer="Sie haben recht.", by=hanna, at=at)  # fmt: skip
    assert "accept" in may(beat, at)
    tell()
    assert "ability_contested" in heard(hanna)
    assert "ability_contested" not in heard(mira)
    assert "ability_contest_decided" in heard(beat)


@pytest.mark.parametrize(
    ("law", "values"),
    [
        ("ability_held_once", {}),
        ("ability_given_with_reason", {"given_why": "person"}),
        ("ability_ended_with_reason", {"ended_why": "faded"}),
        ("ability_objection", {"objection": "Nein"}),
        ("ability_objection_decided_by_another", {"answer": "Ja"}),
    ],
)
def test_the_database_knows_no_ability_without_its_reason(law, values, beat, at):
    AbilityGrant.objects.create(person=beat, ability="flag", given_at=at, given_why="earned")  # fmt: skip
    row = {"person": beat, "ability": "merge" if values else "flag", "given_at": at, "given_why": "earned", **values}  # fmt: skip
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        AbilityGrant.objects.create(**row)


def test_an_outcome_is_kept_once_and_never_with_oneself(beat, at):
    row = {"person": beat, "kind": "solved", "subject": "a:1", "at": at, "good": True}
    MemberOutcome.objects.create(**row)
    with pytest.raises(IntegrityError, match="member_outcome_once"), transaction.atomic():
        MemberOutcome.objects.create(**row)
    with pytest.raises(IntegrityError, match="member_outcome_with_another"), transaction.atomic():  # fmt: skip
        MemberOutcome.objects.create(**row | {"subject": "a:2", "other": beat})


@pytest.mark.slow
def test_fifty_outcomes_at_once_give_one_ability(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        beat = make_person("Beat", at, "member")

        def one(number):
            with scope.inside(brand.pk):
                solve(beat, 1, at, start=number)

        assert committed_db.together(50, one) == [None] * 50
        assert AbilityGrant.objects.filter(ability="mentor").count() == 1
        assert MemberOutcome.objects.count() == 50


@pytest.mark.flow
def test_topics_are_put_right_by_who_may_and_count_when_they_stay(question, vreni, jonas, mira, at):  # fmt: skip
    topics = {row.slug: row for row in Topic.objects.all()}
    with pytest.raises(NotAllowed):
        community.sort(question, topic=topics["computer"], by=jonas, at=at)
    actions.give(jonas, "topics", words="Kennt sich aus", by=mira, at=at)
    community.sort(question, topic=topics["computer"], by=jonas, at=at)
    tell()
    row = MemberOutcome.objects.get(kind="sorted")
    assert (row.person, row.good, row.at) == (jonas, True, at + 14 * DAY)
    assert not MemberOutcome.objects.all().known(at).exists()
    community.sort(question, topic=topics["bill"], by=mira, at=at + DAY)
    tell()
    row.refresh_from_db()
    assert not row.good


@pytest.mark.flow
def test_reports_are_weighed_and_then_count_at_once(question, answer, beat, jonas, mira, at):  # fmt: skip
    target = f"answer:{answer.pk}"
    moderation.flag(target, reason="spam", by=beat, at=at)
    answer.refresh_from_db()
    assert answer.hidden_at is None
    moderation.keep(target, by=mira, at=at)
    tell()
    assert MemberOutcome.objects.filter(kind="reported", person=beat).values_list("good", flat=True).get() is False  # fmt: skip
    actions.give(jonas, "flag", words="Hat fast immer recht", by=mira, at=at)
    moderation.flag(target, reason="spam", by=jonas, at=at + DAY)
    answer.refresh_from_db()
    assert answer.hidden_at == at + DAY
    tell()
    assert (
        MemberOutcome.objects.filter(person=jonas).count() == 0
    )  # a machine's hiding says nothing


def test_what_is_kept_about_her_goes_with_her(beat, vreni, at):
    solve(beat, 3, at, other=vreni)
    assert len(ReputationData().export(beat)["outcomes"]) == 3
    ReputationData().forget(vreni, at=at)
    assert not MemberOutcome.objects.filter(other=vreni).exists()
    ReputationData().forget(beat, at=at)
    assert not MemberOutcome.objects.exists()
    assert not AbilityGrant.objects.exists()


@pytest.mark.flow
def test_the_pages_say_what_she_may_do_and_what_is_missing(beat, mira, aylin, at):
    solve(beat, 3, clock.now())
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(beat)
    page = client.get("/my-abilities/").content.decode()
    assert "3 of 5" in page
    assert client.get("/abilities/").status_code == 404
    api = client.get("/api/v1/abilities/mine").json()["items"]
    assert [row["ability"] for row in api if row["held"]] == ["mentor", "topics"]
    staff = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    staff.force_login(mira)
    for path in ("/abilities/", "/abilities/mentor/", f"/members/{aylin.pk}/abilities/"):
        assert staff.get(path).status_code == 200
    given = staff.post(f"/members/{aylin.pk}/abilities/", {"ability": "flag", "words": "Gut"})  # fmt: skip
    assert given.status_code == 303
    taken = staff.post(f"/members/{aylin.pk}/abilities/flag/withdrawal/", {"words": "Doch nicht"})  # fmt: skip
    assert taken.status_code == 303
    grant = AbilityGrant.objects.get(person=aylin)
    aylins = Client(headers={"host": "alpenfon.localhost"})
    aylins.force_login(aylin)
    path = f"/my-abilities/{grant.pk}/objection/"
    assert aylins.post(path, {"text": "Warum?"}).status_code == 303
    assert staff.get(f"/abilities/objections/{grant.pk}/").status_code == 200
    assert client.get(path).status_code == 404
    changed = staff.post("/abilities/mentor/", {"least": 4, "share": 80, "keep": 70, "reason": "Mehr Ruhe"})  # fmt: skip
    assert changed.status_code == 303
    assert "Mehr Ruhe" in staff.get("/abilities/mentor/").content.decode()
