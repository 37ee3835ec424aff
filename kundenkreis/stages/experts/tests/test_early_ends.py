"""All the ways a consultation ends before it is done, and what each costs."""

from datetime import timedelta

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.cases.queries import case_for
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.stages.experts import actions
from kundenkreis.stages.experts.models import (
    Consultation,
)
from kundenkreis.stages.experts.tests.conftest import make_expert
from kundenkreis.stages.experts.tests.talks import sum_of_everything
from tests.cast import make_person


def test_a_declined_card_leaves_nothing_behind(case, vreni, expert, at):
    with pytest.raises(Refused, match="payment_declined"):
        actions.consult(case, means="4000 0000 0000 0002", by=vreni, at=at)
    assert not Consultation.objects.exists()
    assert not case.attempts.exists()


@pytest.mark.flow
def test_when_everybody_declines_the_money_goes_back(case, vreni, aylin, lars, expert, at):
    make_expert(lars, at)
    asked = actions.consult(case, by=vreni, at=at)
    actions.decline(asked, why="Ferien", by=lars, at=at)
    asked.refresh_from_db()
    assert asked.state == "offered"
    actions.decline(asked, by=aylin, at=at)
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert asked.attempt.__class__.objects.get(pk=asked.attempt_id).state == "withdrawn"
    assert sum_of_everything() == 0


@pytest.mark.flow
def test_the_wanted_expert_declines_and_nobody_else_is_asked(
    case, vreni, aylin, lars, expert, at
):
    make_expert(lars, at)
    asked = actions.consult(case, expert=expert, by=vreni, at=at)
    assert asked.offers.count() == 1
    assert actions.decline(asked, by=aylin, at=at).state == "declined"


def test_calling_off_is_free_until_the_first_word(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    cases.write(case, text="Guten Tag", by=aylin, at=at, attempt=asked.attempt)
    with pytest.raises(Refused, match="under_way"):
        actions.withdraw(asked, by=vreni, at=at)


@pytest.mark.flow
def test_calling_off_gives_the_money_back(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    actions.withdraw(asked, by=vreni, at=at)
    assert actions.withdraw(asked, by=vreni, at=at).state == "withdrawn"
    assert sum_of_everything() == 0
    with pytest.raises(NotFound):
        case_for(aylin, case.pk, at=at)


@pytest.mark.flow
def test_nobody_is_woken_and_the_morning_asks(case, vreni, aylin, expert, at):
    night = at.replace(hour=3)
    asked = actions.consult(case, by=vreni, at=night)
    assert asked.offers.count() == 0
    assert actions.ask_more(asked, at=night + timedelta(hours=1)) == 0
    assert actions.ask_more(asked, at=night + timedelta(hours=5)) == 1


@pytest.mark.flow
def test_unanswered_offers_expire_with_a_refund(case, vreni, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    assert actions.expire(asked, at=at + timedelta(hours=11)).state == "offered"
    assert actions.expire(asked, at=at + timedelta(hours=12)).state == "expired"
    assert sum_of_everything() == 0


@pytest.mark.flow
def test_an_expert_who_never_writes_loses_the_case(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    assert actions.expire(asked, at=at + timedelta(hours=23)).state == "accepted"
    assert actions.expire(asked, at=at + timedelta(hours=24)).state == "expired"


@pytest.mark.flow
def test_more_are_asked_after_ten_minutes(case, vreni, expert, alpenfon, at):
    for name in ("Lars", "Mia", "Noa"):
        make_expert(make_person(name, at, "expert"), at)
    asked = actions.consult(case, by=vreni, at=at)
    assert asked.offers.count() == 3
    assert actions.ask_more(asked, at=at + timedelta(minutes=9)) == 0
    assert actions.ask_more(asked, at=at + timedelta(minutes=10)) == 1
    assert actions.ask_more(asked, at=at + timedelta(minutes=30)) == 0
    assert sorted(asked.offers.values_list("rank", flat=True)) == [1, 2, 3, 4]
