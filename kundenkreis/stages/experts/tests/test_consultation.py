"""A consultation from asking to paying, and all the ways it can end early."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import case_for
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.ledger.queries import cost_to_company, earnings
from kundenkreis.stages.experts import actions, queries
from kundenkreis.stages.experts.models import (
    Consultation,
    ConsultationReview,
)
from kundenkreis.stages.experts.tests.conftest import make_expert
from kundenkreis.stages.experts.tests.talks import ended, sum_of_everything
from kundenkreis.stages.experts.transitions import TRANSITIONS


@pytest.mark.flow
def test_a_talk_from_question_to_payment(case, vreni, aylin, expert, at):
    over = ended(case, vreni, aylin, at)
    actions.review(over, stars=5, helped=True, by=vreni, at=at + timedelta(hours=1))
    case.refresh_from_db()
    assert case.state == Case.State.SOLVED
    assert case.attempts.get(state="solved").subject == over.subject
    assert [money.amount for money in earnings(aylin)] == [765]
    assert sum_of_everything() == 0
    expert.refresh_from_db()
    assert (expert.jobs, expert.good) == (1, 1.6)


@pytest.mark.flow
def test_the_expert_sees_the_case_only_while_she_helps(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    with pytest.raises(NotFound):
        case_for(aylin, case.pk, at=at)
    actions.accept(asked, by=aylin, at=at)
    assert case_for(aylin, case.pk, at=at) == case
    later = at + timedelta(hours=1)
    actions.end(asked, summary="Kabel getauscht", by=aylin, at=later)
    actions.review(asked, stars=4, by=vreni, at=later)
    with pytest.raises(NotFound):
        case_for(aylin, case.pk, at=later)


def test_what_an_expert_reads_before_hides_who_asks(case, vreni, expert):
    text = queries.excerpt(case)
    assert "Lämpchen" in text
    assert "Vreni" not in text
    assert "079" not in text


@pytest.mark.flow
def test_only_staff_spend_the_companys_money(case, vreni, reto, aylin, expert, at):
    with pytest.raises(NotAllowed):
        actions.consult(case, payer="company", by=vreni, at=at)
    over = ended(case, vreni, aylin, at, by=reto, payer="company")
    actions.settle(over, at=at + timedelta(hours=25))
    assert cost_to_company([over.subject])[over.subject].amount == 900
    assert sum_of_everything() == 0


def test_a_stranger_cannot_ask_for_another_persons_case(case, beat, expert, at):
    with pytest.raises(NotAllowed):
        actions.consult(case, by=beat, at=at)


def test_one_consultation_at_a_time(case, vreni, expert, at):
    actions.consult(case, by=vreni, at=at)
    with pytest.raises(Refused, match="already_asked"):
        actions.consult(case, by=vreni, at=at)


def test_whoever_was_not_asked_cannot_take_it(case, vreni, aylin, lars, expert, at):
    asked = actions.consult(case, expert=expert, by=vreni, at=at)
    make_expert(lars, at)
    with pytest.raises(NotAllowed):
        actions.accept(asked, by=lars, at=at)


@pytest.mark.flow
def test_the_second_expert_is_told_that_it_is_gone(case, vreni, aylin, lars, expert, at):
    make_expert(lars, at)
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    with pytest.raises(Refused, match="taken"):
        actions.accept(asked, by=lars, at=at)
    assert asked.offers.get(expert__person=lars).answer == "gone"
    actions.accept(asked, by=aylin, at=at)  # twice is once


@pytest.mark.flow
def test_three_at_once_are_enough(vreni, aylin, expert, at):
    asked = [
        actions.consult(
            cases.open_case(customer=vreni, text="WLAN ist langsam", by=vreni, at=at),
            by=vreni,
            at=at,
        )
        for _number in range(4)
    ]
    for each in asked[:3]:
        actions.accept(each, by=aylin, at=at)
    with pytest.raises(Refused, match="hands_full"):
        actions.accept(asked[3], by=aylin, at=at)


@pytest.mark.flow
def test_a_day_without_complaint_pays_the_expert_once(case, vreni, aylin, expert, at):
    over = ended(case, vreni, aylin, at)
    assert actions.settle(over, at=at + timedelta(hours=24)).settled_at is None
    for hours in (25, 26):
        assert actions.settle(over, at=at + timedelta(hours=hours)).settled_at
    assert [money.amount for money in earnings(aylin)] == [765]


@pytest.mark.flow
def test_a_complaint_holds_the_money_until_a_human_decides(
    case, vreni, aylin, reto, expert, at
):
    over = ended(case, vreni, aylin, at)
    later = at + timedelta(hours=2)
    with pytest.raises(Refused, match="no_complaint"):
        actions.decide(over, refund=True, by=reto, at=later)
    actions.complain(over, text="Sie war unfreundlich", by=vreni, at=later)
    assert actions.settle(over, at=at + timedelta(hours=30)).settled_at is None
    actions.review(over, stars=1, helped=False, text="Nein", by=vreni, at=later)
    with pytest.raises(NotAllowed):
        actions.decide(over, refund=True, by=aylin, at=later)
    actions.decide(over, refund=True, by=reto, at=later)
    assert earnings(aylin) == []
    assert sum_of_everything() == 0
    assert case.attempts.get().state == "failed"


@pytest.mark.flow
def test_who_judges_what(case, vreni, aylin, beat, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    with pytest.raises(Refused, match="not_ended"):
        actions.review(asked, stars=5, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    with pytest.raises(Invalid):
        actions.end(asked, summary=" ", by=aylin, at=at)
    with pytest.raises(NotAllowed):
        actions.end(asked, summary="Ende", by=vreni, at=at)
    actions.end(asked, summary="Ende", by=aylin, at=at)
    for stars in (0, 6):
        with pytest.raises(Invalid):
            actions.review(asked, stars=stars, by=vreni, at=at)
    for stranger in (beat, aylin):
        with pytest.raises(NotAllowed):
            actions.review(asked, stars=5, by=stranger, at=at)
    actions.review(asked, stars=5, by=vreni, at=at)
    with pytest.raises(Refused, match="already_rated"):
        actions.review(asked, stars=1, by=vreni, at=at)


@pytest.mark.flow
def test_the_database_refuses_a_review_without_an_ended_consultation(
    case, vreni, aylin, expert, at
):
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsultationReview.objects.create(
            consultation=asked, expert=expert, customer=vreni, ended_at=at, stars=5, by=vreni, at=at
        )  # fmt: skip


@pytest.mark.slow
def test_the_database_knows_the_same_moves(case, vreni, aylin, expert, at):
    """Every pair of states, tried with plain SQL columns against the table in the code."""
    allowed = {
        (source, way.target) for way in TRANSITIONS.values() for source in way.sources
    }
    asked = actions.consult(case, by=vreni, at=at)
    shape = {
        "offered": {},
        "accepted": {"expert": expert, "accepted_at": at},
        "ended": {"expert": expert, "accepted_at": at, "ended_at": at},
        "rated": {"expert": expert, "accepted_at": at, "ended_at": at, "rated_at": at},
    } | {state: {"closed_at": at} for state in Consultation.GONE}
    nothing = dict.fromkeys(("expert", "accepted_at", "ended_at", "rated_at", "closed_at"))
    row = Consultation.objects.filter(pk=asked.pk)
    tried = set()
    for source in Consultation.State.values:
        for target in Consultation.State.values:
            if source == target or not _reach(row, source, shape, nothing):
                continue
            kept = {"expert": row.get().expert} if row.get().expert else {}
            with suppress(IntegrityError), transaction.atomic():
                row.update(state=target, **(nothing | shape[target] | kept))
                tried.add((source, target))
                transaction.set_rollback(True)
    assert tried == allowed


def _reach(row, state, shape, nothing):
    """Put the row into this state, whatever it was; the law sleeps meanwhile."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE kundenkreis_consultation DISABLE TRIGGER consultation_moves"
        )
        row.update(state=state, **(nothing | shape[state]))
        cursor.execute(
            "ALTER TABLE kundenkreis_consultation ENABLE TRIGGER consultation_moves"
        )
    return True


def test_the_price_never_changes_after_the_fact(case, vreni, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Consultation.objects.filter(pk=asked.pk).update(price=1)
