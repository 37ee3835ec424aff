"""What the stage proposes, tells and does by the clock."""

from datetime import timedelta

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.notifications import jobs
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import socket as personal_data
from kundenkreis.stages.experts import actions, queries
from kundenkreis.stages.experts.models import Consultation, Expert
from kundenkreis.stages.experts.schedule import due
from kundenkreis.stages.experts.stage import ExpertsStage
from kundenkreis.stages.experts.tests.conftest import make_expert

STAGE = ExpertsStage()


def react_to_everything():
    """What the relay and the workers would do."""
    for row in EventRow.objects.order_by("pk"):
        jobs.react(row.pk)


def test_by_day_an_expert_is_ten_minutes_away(case, expert, at):
    (proposal,) = STAGE.propose(case, at=at)
    assert (proposal.price, proposal.ready_in_minutes) == (Money(900, "CHF"), 10)
    assert "1" in proposal.reasons[0]


def test_on_sunday_at_three_the_wait_is_until_monday_at_eight(case, expert, at):
    sunday = at.replace(day=15, hour=3)
    (proposal,) = STAGE.propose(case, at=sunday)
    assert proposal.ready_in_minutes == 29 * 60 + 10


def test_the_wait_is_right_across_the_change_of_the_clocks(case, expert, at):
    """On 29 March 2026 the hour from two to three does not exist."""
    sunday = at.replace(day=29, hour=1)
    (proposal,) = STAGE.propose(case, at=sunday)
    assert proposal.ready_in_minutes == 30 * 60 + 10


def test_without_a_fitting_expert_nothing_is_proposed(case, at):
    assert STAGE.propose(case, at=at) == []


@pytest.mark.flow
def test_who_has_asked_is_not_offered_the_same_again(case, vreni, expert, at):
    actions.consult(case, by=vreni, at=at)
    assert STAGE.propose(case, at=at) == []


def test_it_cannot_begin_without_agreeing_to_the_price(case, vreni, expert, at):
    with pytest.raises(Refused, match="confirm_first"):
        STAGE.begin(case, by=vreni, at=at)
    with pytest.raises(Refused, match="price_changed"):
        actions.consult(case, agreed=800, by=vreni, at=at)


@pytest.mark.flow
def test_the_success_rate_is_honest(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    actions.end(asked, summary="Neu gestartet", by=aylin, at=at)
    actions.review(asked, stars=2, helped=False, by=vreni, at=at)
    (proposal,) = STAGE.propose(case, at=at)
    assert (proposal.solved, proposal.tried) == (0, 1)


@pytest.mark.slow
def test_everybody_hears_what_concerns_them_once(case, vreni, aylin, lars, expert, at):
    make_expert(lars, at)
    asked = actions.consult(case, by=vreni, at=at)
    react_to_everything()
    actions.accept(asked, by=aylin, at=at)
    actions.end(asked, summary="Neu gestartet", by=aylin, at=at)
    actions.review(asked, stars=5, helped=True, by=vreni, at=at)
    react_to_everything()
    react_to_everything()

    def told(person):
        kinds = Notice.objects.filter(person=person, kind__startswith="consultation")
        return sorted(kinds.values_list("kind", flat=True))

    assert told(vreni) == ["consultation_accepted", "consultation_ended"]
    assert told(lars) == ["consultation_gone", "consultation_offered"]
    assert told(aylin) == [
        "consultation_offered",
        "consultation_paid",
        "consultation_reviewed",
    ]


@pytest.mark.flow
def test_an_offer_that_is_gone_is_not_announced_any_more(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    actions.withdraw(asked, by=vreni, at=at)
    react_to_everything()
    assert not Notice.objects.filter(person=aylin, kind="consultation_offered").exists()


@pytest.mark.flow
def test_a_closed_case_calls_the_search_off_and_pays_back(case, vreni, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    cases.withdraw(case, by=vreni, at=at)
    react_to_everything()
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


@pytest.mark.flow
def test_a_closed_case_leaves_a_talk_under_way_alone(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    cases.write(case, text="Hallo", by=aylin, at=at, attempt=asked.attempt)
    cases.solve(case, by=vreni, at=at)
    react_to_everything()
    assert actions.end(asked, summary="Gern geschehen", by=aylin, at=at).state == "ended"


@pytest.mark.flow
def test_the_clock_asks_expires_ends_and_pays(case, vreni, aylin, lars, expert, at):
    night = at.replace(hour=3)
    asked = actions.consult(case, by=vreni, at=night)
    due(at=at)
    assert asked.offers.count() == 1
    actions.accept(asked, by=aylin, at=at)
    cases.write(case, text="Hallo", by=aylin, at=at, attempt=asked.attempt)
    due(at=at + timedelta(days=6))
    assert Consultation.objects.get().state == "accepted"
    due(at=at + timedelta(days=7))
    due(at=at + timedelta(days=8, hours=1))
    assert Consultation.objects.get().settled_at


@pytest.mark.flow
def test_a_panel_for_the_customer_and_one_for_the_expert(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    panels = [STAGE.panel(asked.attempt, person=each, at=at) for each in (vreni, aylin)]
    assert [panel and panel.values["works_here"] for panel in panels] == [False, True]


@pytest.mark.flow
def test_another_brand_sees_nothing(case, vreni, kai, seeland, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    with scope.inside(seeland.pk):
        assert not Consultation.objects.filter(pk=asked.pk).exists()
        assert not Expert.objects.exists()
        with pytest.raises(Exception, match="not_found"):
            queries.consultation_for(kai, asked.pk, at=at)


@pytest.mark.flow
def test_personal_data_is_told_and_forgotten(case, vreni, aylin, expert, at):
    asked = actions.consult(case, by=vreni, at=at)
    actions.accept(asked, by=aylin, at=at)
    actions.end(asked, summary="Vrenis Router", by=aylin, at=at)
    actions.review(asked, stars=5, text="Danke Aylin", by=vreni, at=at)
    (plug,) = [each for each in personal_data.PLUGS if "Expert" in each.tables]
    assert plug.export(aylin)["consultations"][0]["summary"] == "Vrenis Router"
    assert plug.export(vreni)["consultation_reviews"][0]["text"] == "Danke Aylin"
    plug.forget(vreni, at=at)
    asked.refresh_from_db()
    assert (asked.summary, asked.review.text) == ("", "")
    assert plug.keep_until(vreni)
