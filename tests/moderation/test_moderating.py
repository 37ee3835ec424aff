"""Flags, decisions with reasons, and what their authors hear: tried on questions and answers."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.moderation import actions, queries, rules
from kundenkreis.moderation.models import Flag, StatementOfReasons
from kundenkreis.people.models import Person

FACTS = "Der Text nennt eine fremde Adresse."


@pytest.mark.flow
def test_a_flag_counts_once_a_person(answer, beat, jonas, at):
    first = actions.flag(answer, reason="spam", words="Werbung", by=beat, at=at)
    assert actions.flag(answer, reason="rude", by=beat, at=at) == first
    actions.flag(answer, reason="rude", by=jonas, at=at)
    page, texts = queries.queue(1)
    assert (page.paginator.count, len(texts), len(texts[0].flags)) == (1, 1, 2)


def test_an_unknown_reason_is_refused(answer, beat, at):
    with pytest.raises(Invalid):
        actions.flag(answer, reason="ugly", by=beat, at=at)


@pytest.mark.parametrize(
    "target", ["", "answer", "answer:1", "nothing:1", f"answer:{UUID(int=1)}"]
)
def test_a_name_that_means_nothing_is_not_found(answer, beat, mira, at, target):
    with pytest.raises(NotFound):
        actions.flag(target, reason="spam", by=beat, at=at)
    with pytest.raises(NotFound):
        actions.keep(target, by=mira, at=at)


def test_who_has_no_account_sends_no_flag(answer, at):
    guest = Person.objects.create(name="Gast", joined_at=at)
    with pytest.raises(NotAllowed):
        actions.flag(answer, reason="spam", by=guest, at=at)


def test_a_flood_of_flags_is_slowed(question, answer, beat, at, monkeypatch):
    monkeypatch.setattr(rules, "FLAGS_AN_HOUR", 1)
    actions.flag(answer, reason="spam", by=beat, at=at)
    with pytest.raises(TooMany):
        actions.flag(question, reason="spam", by=beat, at=at)
    assert actions.flag(question, reason="spam", by=beat, at=at + timedelta(hours=2))


def test_hiding_needs_a_rule_and_reasons_and_answers_the_flags(answer, beat, mira, at):
    flag = actions.flag(answer, reason="personal_data", by=beat, at=at)
    with pytest.raises(Invalid):
        actions.hide(answer, rule="", facts=FACTS, by=mira, at=at)
    statement = actions.hide(answer, rule="personal_data", facts=FACTS, by=mira, at=at)
    assert actions.hide(answer, rule="spam", facts=FACTS, by=mira, at=at) == statement
    flag.refresh_from_db()
    assert flag.decision == statement
    with pytest.raises(NotFound):
        actions.flag(answer, reason="spam", by=beat, at=at)


@pytest.mark.parametrize("who", ["aylin", "reto", "vreni"])
def test_only_moderators_hide(answer, who, at, request):
    by = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        actions.hide(answer, rule="spam", facts=FACTS, by=by, at=at)


def test_moderators_do_not_decide_about_their_own_texts(own_answer, mira, at):
    with pytest.raises(NotAllowed):
        actions.keep(own_answer, by=mira, at=at)


def test_keeping_answers_the_flags_and_restoring_shows_again(answer, beat, mira, at):
    actions.flag(answer, reason="spam", by=beat, at=at)
    actions.keep(answer, by=mira, at=at)
    assert not Flag.objects.waiting().exists()
    with pytest.raises(Refused, match="not_hidden"):
        actions.restore(answer, facts=FACTS, by=mira, at=at)
    actions.hide(answer, rule="spam", facts=FACTS, by=mira, at=at)
    actions.restore(answer, facts=FACTS, by=mira, at=at)
    assert queries.thing_for(answer, reader=beat)
    outcomes = StatementOfReasons.objects.values_list("outcome", flat=True)
    assert sorted(outcomes) == ["hidden", "kept", "restored"]


def refused(law, statement, *values):
    def attack():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(statement, values)

    with pytest.raises(IntegrityError) as trouble:
        attack()
    assert trouble.value.__cause__.diag.constraint_name == law  # type: ignore[union-attr]


@pytest.mark.flow
def test_the_database_keeps_statements_and_who_decides(
    answer, beat, aylin, mira, seeland, at
):
    flag = actions.flag(answer, reason="spam", by=beat, at=at)
    statement = actions.keep(answer, by=mira, at=at)
    table = "kundenkreis_statementofreasons"
    refused("append_only", f"UPDATE {table} SET facts = 'anders'")
    refused("append_only", f"DELETE FROM {table}")
    copy = f"INSERT INTO {table} SELECT (jsonb_populate_record(s, %s)).* FROM {table} s"
    new = f'"id": "{uuid4()}"'
    refused("decided_by_another", copy, f'{{{new}, "by_id": "{aylin.pk}"}}')
    refused("decided_by_a_rule", copy, f'{{{new}, "outcome": "hidden"}}')
    refused("item_decided_once", copy, f"{{{new}}}")
    refused(
        "second_is_another", copy, f'{{{new}, "item_id": null, "second_id": "{mira.pk}"}}'
    )
    flags = "kundenkreis_flag"
    refused(
        "text_flagged_once",
        f"INSERT INTO {flags} (target, reason, text, at, weight, brand_id, by_id)"
        f" SELECT target, reason, text, at, weight, brand_id, by_id FROM {flags} WHERE id = %s",
        flag.pk,
    )
    assert statement.brand_id != seeland.pk
    refused("flag_decided_in_brand", f"UPDATE {flags} SET brand_id = %s", seeland.pk)
