"""Flags, decisions with reasons, and what their authors hear."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.stages.community import actions, queries, rules
from kundenkreis.stages.community.models import ContentDecision, Flag, Solution

FACTS = "Der Text nennt eine fremde Adresse."


def test_a_flag_counts_once_a_person(answer, beat, jonas, at):
    first = actions.flag(answer, reason="spam", words="Werbung", by=beat, at=at)
    assert actions.flag(answer, reason="rude", by=beat, at=at) == first
    actions.flag(answer, reason="rude", by=jonas, at=at)
    page, texts = queries.flagged(1)
    assert (page.paginator.count, len(texts), len(texts[0].flags)) == (2, 1, 2)


def test_an_unknown_reason_is_refused(answer, beat, at):
    with pytest.raises(Invalid):
        actions.flag(answer, reason="ugly", by=beat, at=at)


def test_a_flood_of_flags_is_slowed(question, answer, beat, at, monkeypatch):
    monkeypatch.setattr(rules, "FLAGS_AN_HOUR", 1)
    actions.flag(answer, reason="spam", by=beat, at=at)
    with pytest.raises(TooMany):
        actions.flag(question, reason="spam", by=beat, at=at)
    assert actions.flag(question, reason="spam", by=beat, at=at + timedelta(hours=2))


def test_hiding_needs_a_rule_and_reasons_and_answers_the_flags(
    answer, beat, aylin, mira, at
):
    flag = actions.flag(answer, reason="personal_data", by=beat, at=at)
    with pytest.raises(Invalid):
        actions.hide(answer, rule="personal_data", facts=" ", by=mira, at=at)
    with pytest.raises(Invalid):
        actions.hide(answer, rule="", facts=FACTS, by=mira, at=at)
    decision = actions.hide(answer, rule="personal_data", facts=FACTS, by=mira, at=at)
    assert actions.hide(answer, rule="spam", facts=FACTS, by=mira, at=at) == decision
    flag.refresh_from_db()
    assert flag.decision == decision
    with pytest.raises(NotFound):
        queries.answer_for(beat, answer.pk)
    assert queries.answer_for(aylin, answer.pk) == answer


@pytest.mark.parametrize("who", ["aylin", "reto", "vreni"])
def test_only_moderators_hide(answer, who, at, request):
    with pytest.raises(NotAllowed):
        actions.hide(
            answer, rule="spam", facts=FACTS, by=request.getfixturevalue(who), at=at
        )


def test_moderators_do_not_decide_about_their_own_texts(question, mira, at):
    own = actions.answer(question, body="Von mir", by=mira, at=at)
    with pytest.raises(NotAllowed):
        actions.keep(own, by=mira, at=at)


def test_keeping_answers_the_flags_and_restoring_shows_again(answer, beat, mira, at):
    actions.flag(answer, reason="spam", by=beat, at=at)
    actions.keep(answer, by=mira, at=at)
    assert not Flag.objects.waiting().exists()
    with pytest.raises(Refused, match="not_hidden"):
        actions.restore(answer, facts=FACTS, by=mira, at=at)
    actions.hide(answer, rule="spam", facts=FACTS, by=mira, at=at)
    actions.restore(answer, facts=FACTS, by=mira, at=at)
    assert queries.answer_for(None, answer.pk)
    outcomes = ContentDecision.objects.order_by("at", "outcome").values_list(
        "outcome", flat=True
    )
    assert sorted(outcomes) == ["hidden", "kept", "restored"]


def test_a_hidden_answer_solves_nothing_but_the_case_stays(answer, case, vreni, mira, at):
    actions.accept(answer, by=vreni, at=at)
    actions.hide(answer, rule="dangerous", facts=FACTS, by=mira, at=at)
    assert not Solution.objects.exists()
    case.refresh_from_db()
    assert case.state == "solved"
    with pytest.raises(Refused, match="hidden"):
        actions.accept(answer, by=vreni, at=at)


def test_what_the_asker_took_back_no_moderator_shows_again(question, vreni, mira, at):
    actions.withdraw(question, by=vreni, at=at)
    with pytest.raises(Refused, match="not_hidden"):
        actions.restore(question, facts=FACTS, by=mira, at=at)


def test_the_database_keeps_decisions(answer, mira, at):
    decision = actions.keep(answer, by=mira, at=at)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ContentDecision.objects.filter(pk=decision.pk).update(facts="anders")
