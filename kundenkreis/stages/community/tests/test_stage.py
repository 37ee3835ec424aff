"""What the community offers for a case, at every hour."""

from datetime import timedelta

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.core.refusal import Refused
from kundenkreis.people import actions as people
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.community.stage import CommunityStage

stage = CommunityStage()


def ask_and_answer(vreni, aylin, at, wait):
    question = actions.ask(title="WLAN", body="WLAN langsam", agreed=True, by=vreni, at=at)
    if wait is not None:
        actions.answer(
            question, body="So geht es", by=aylin, at=at + timedelta(minutes=wait)
        )
    return question


def test_without_data_an_hour_by_day_and_an_honest_morning_at_night(case, at):
    offer = stage.propose(case, at=at)[-1]
    assert (offer.stage, offer.price, offer.ready_in_minutes) == ("community", None, 60)
    assert offer.href == f"{case.path}question/"
    sunday_night = at.replace(day=15, hour=3)
    assert stage.propose(case, at=sunday_night)[-1].ready_in_minutes == 4 * 60 + 60


@pytest.mark.flow
def test_the_wait_is_the_middle_of_this_time_of_day_and_week(vreni, aylin, case, at):
    for days, wait in ((7, 10), (8, 20), (9, 300)):
        ask_and_answer(vreni, aylin, at - timedelta(days=days - days % 7), wait)
    assert queries.minutes_to_first_answer(at=at) == 20
    assert queries.minutes_to_first_answer(at=at.replace(hour=20)) is None
    assert queries.minutes_to_first_answer(at=at.replace(day=14)) is None
    offer = stage.propose(case, at=at)[-1]
    assert offer.ready_in_minutes == 20
    assert len(offer.reasons) == 2


@pytest.mark.flow
def test_unanswered_questions_make_the_wait_honest(vreni, aylin, at, alpenfon):
    for wait in (10, None, None, None):
        ask_and_answer(vreni, aylin, at - timedelta(days=7), wait)
    assert queries.minutes_to_first_answer(at=at) is None


def test_beginning_needs_consent_and_names_the_page(case, vreni, at):
    with pytest.raises(Refused, match="consent_needed") as refused:
        stage.begin(case, by=vreni, at=at)
    assert f"{case.path}question/" in refused.value.sentence
    people.agree(
        vreni, queries.CONSENT, version="2026-1", subject=f"case:{case.pk}", by=vreni, at=at
    )
    attempt = stage.begin(case, by=vreni, at=at)
    assert stage.begin(case, by=vreni, at=at) == attempt
    assert "079" not in Question.objects.get(case=case).body


def test_a_public_case_is_not_offered_to_be_asked_again(question, case, at):
    assert [
        offer for offer in stage.propose(case, at=at) if offer.href.endswith("/question/")
    ] == []


def test_members_who_solved_such_questions_are_a_reason(answer, vreni, beat, at):
    actions.accept(answer, by=vreni, at=at)
    other = cases.open_case(customer=beat, text="WLAN geht nicht", by=beat, at=at)
    assert any("1" in reason for reason in stage.propose(other, at=at)[-1].reasons)


def test_the_panel_shows_answers_and_lets_only_the_customer_accept(
    question, answer, case, vreni, aylin, reto, at
):
    attempt = case.attempts.get()
    panels = [stage.panel(attempt, person=person, at=at) for person in (vreni, reto, aylin)]
    assert [panel.values["may_accept"] for panel in panels if panel] == [True, True, False]
    assert panels[0]
    assert panels[0].template == "community/panel.html"
    assert panels[0].values["answers"] == [answer]
    actions.withdraw(question, by=vreni, at=at)
    assert stage.panel(attempt, person=vreni, at=at) is None
