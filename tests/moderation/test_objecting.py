"""Objections, suspensions with four eyes, claims, and what the database says to all of them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.moderation import actions, queries
from kundenkreis.moderation.models import Appeal, QueueItem, StatementOfReasons, Suspension
from kundenkreis.moderation.schedule import due
from kundenkreis.people.models import Role
from tests.moderation.test_moderating import refused


@pytest.fixture
def member(aylin):
    """Aylin, who earns nothing here."""
    Role.objects.filter(person=aylin).exclude(kind="member").delete()
    return aylin


def test_who_has_taken_it_decides_alone_for_ten_minutes(answer, mira, nora, at):
    actions.claim(answer, by=mira, at=at)
    with pytest.raises(Refused, match="claimed"):
        actions.keep(answer, by=nora, at=at + timedelta(minutes=9))
    with pytest.raises(Refused, match="claimed"):
        actions.claim(answer, by=nora, at=at + timedelta(minutes=9))
    assert actions.keep(answer, by=nora, at=at + timedelta(minutes=11))


def test_somebody_else_looks_again_and_shows_it(answer, aylin, beat, mira, nora, at):
    statement = actions.hide(answer, rule="rude", by=mira, at=at)
    with pytest.raises(NotFound):
        actions.object_to(statement, text="Nein", by=beat, at=at)
    appeal = actions.object_to(statement, text="Es war ein Zitat.", by=aylin, at=at)
    assert actions.object_to(statement, text="Noch einmal", by=aylin, at=at) == appeal
    given = {"outcome": "overturned", "answer": "Stimmt, ein Zitat.", "at": at}
    with pytest.raises(NotAllowed, match="decided_before"):
        actions.decide_appeal(appeal, **given, by=mira)
    with pytest.raises(NotAllowed, match="moderators_only"):
        actions.decide_appeal(appeal, **given, by=beat)
    assert queries.restricted(aylin, at=at) == 1
    actions.decide_appeal(appeal, **given, by=nora)
    assert not queries.thing_for(answer, reader=None).hidden_at
    assert queries.restricted(aylin, at=at) == 0
    again = actions.decide_appeal(appeal, outcome="upheld", answer="Doch", by=nora, at=at)
    assert again.outcome == "overturned"


def test_after_six_months_and_for_harmless_decisions_nobody_objects(
    answer, aylin, mira, at
):
    statement = actions.hide(answer, rule="rude", by=mira, at=at)
    late = at + timedelta(days=191)
    with pytest.raises(Refused, match="too_late"):
        actions.object_to(statement, text="Nein", by=aylin, at=late)
    kept = actions.restore(answer, facts="Doch.", by=mira, at=at)
    with pytest.raises(Refused, match="nothing_taken"):
        actions.object_to(kept, text="Nein", by=aylin, at=at)


@pytest.mark.flow
def test_the_database_lets_no_judge_judge_again(answer, aylin, mira, nora, seeland, at):
    statement = actions.hide(answer, rule="rude", by=mira, at=at)
    appeal = actions.object_to(statement, text="Nein", by=aylin, at=at)
    table = "kundenkreis_appeal"
    decided = f"UPDATE {table} SET outcome = 'upheld', answer = 'x', decided_at = now(), decided_by_id = %s"
    for judge in (mira, aylin):
        refused("appeal_by_another", decided, judge.pk)
    refused("appeal_in_time", f"UPDATE {table} SET at = at + interval '200 days'")
    refused("appeal_decided_with_reasons", f"UPDATE {table} SET outcome = 'upheld'")
    refused("appeal_of_one", f"UPDATE {table} SET by_id = NULL")
    refused("appeal_in_brand", f"UPDATE {table} SET brand_id = %s", seeland.pk)
    copy = f"INSERT INTO {table} SELECT (jsonb_populate_record(a, %s)).* FROM {table} a"
    refused("one_appeal", copy, f'{{"id": "{uuid4()}"}}')
    actions.decide_appeal(appeal, outcome="upheld", answer="Bleibt.", by=nora, at=at)
    refused("appeal_stays", f"UPDATE {table} SET answer = 'anders'")
    refused("appeal_stays", f"DELETE FROM {table}")


@pytest.mark.flow
def test_a_member_is_suspended_at_once_and_told_until_when(answer, member, mira, at):
    actions.suspend(answer, days=7, rule="rude", by=mira, at=at)
    told = StatementOfReasons.objects.get(author=member)
    assert (told.outcome, told.until, told.by) == (
        "suspended",
        at + timedelta(days=7),
        mira,
    )
    with pytest.raises(NotAllowed, match="suspended"):
        actions.admit(by=member, at=at + timedelta(days=6))
    actions.admit(by=member, at=at + timedelta(days=8))
    assert queries.thing_for(answer, reader=None).hidden_at
    for days in (0, 366):
        with pytest.raises(Invalid):
            actions.suspend(answer, days=days, rule="rude", by=mira, at=at)


def test_income_needs_a_second_person(answer, aylin, mira, nora, at):
    row = actions.suspend(answer, days=7, rule="rude", by=mira, at=at)
    actions.admit(by=aylin, at=at)
    assert (row.waits, queries.to_agree()) == (True, [row])
    with pytest.raises(Refused, match="proposed"):
        actions.suspend(answer, days=9, rule="rude", by=nora, at=at)
    with pytest.raises(NotAllowed, match="four_eyes"):
        actions.agree(row, by=mira, at=at)
    assert not StatementOfReasons.objects.exists()
    actions.agree(row, by=nora, at=at + timedelta(hours=1))
    told = StatementOfReasons.objects.get()
    assert (told.by, told.second, told.until) == (
        mira,
        nora,
        at + timedelta(days=7, hours=1),
    )
    assert not QueueItem.objects.all().open().exists()
    with pytest.raises(NotAllowed, match="suspended"):
        actions.admit(by=aylin, at=at + timedelta(hours=2))


def test_the_database_asks_for_four_eyes_and_an_end(
    answer, member, mira, nora, seeland, at
):
    actions.suspend(answer, days=7, rule="rude", by=mira, at=at)
    table = "kundenkreis_suspension"
    refused("income_needs_four_eyes", f"UPDATE {table} SET touches_income = true")
    refused(
        "income_needs_four_eyes",
        f"UPDATE {table} SET touches_income = true, second_id = by_id",
    )
    refused("suspension_ends", f"UPDATE {table} SET until = since")
    refused("nobody_suspends_herself", f"UPDATE {table} SET by_id = person_id")
    refused("suspension_waits_in_brand", f"UPDATE {table} SET brand_id = %s", seeland.pk)
    items = "kundenkreis_queueitem"
    refused("claimed_by_and_until", f"UPDATE {items} SET claimed_by_id = %s", mira.pk)


@pytest.mark.flow
def test_an_objection_that_is_right_ends_the_suspension(answer, member, mira, nora, at):
    actions.suspend(answer, days=7, rule="rude", by=mira, at=at)
    told = StatementOfReasons.objects.get()
    appeal = actions.object_to(told, text="Das war nicht ich.", by=member, at=at)
    actions.decide_appeal(appeal, outcome="overturned", answer="Stimmt.", by=nora, at=at)
    actions.admit(by=member, at=at)
    assert Suspension.objects.get().ended_by == nora


@pytest.mark.flow
def test_personal_data_is_taken_out_and_a_warning_counts(
    question, answer, aylin, vreni, mira, at
):
    text = queries.thing_for(answer, reader=None).text
    with pytest.raises(Invalid, match="unchanged"):
        actions.mend(answer, text=text, by=mira, at=at)
    actions.mend(answer, text="Stecken Sie ihn aus.", by=mira, at=at)
    assert queries.thing_for(answer, reader=vreni).text == "Stecken Sie ihn aus."
    actions.warn(answer, rule="rude", by=mira, at=at)
    assert queries.restricted(aylin, at=at) == 2


@pytest.mark.flow
def test_what_was_removed_is_erased_when_nobody_may_object_any_more(answer, mira, at):
    actions.remove(answer, rule="illegal", by=mira, at=at)
    due(at=at + timedelta(days=189))
    assert "10 Sekunden" in queries.thing_for(answer, reader=None).text
    due(at=at + timedelta(days=191))
    assert "10 Sekunden" not in queries.thing_for(answer, reader=None).text
    assert Appeal.objects.count() == 0
