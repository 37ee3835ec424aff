"""The ladder is data: which stages, in which order, for all cases or for those of one topic."""

import pytest

from kundenkreis.brands.models import LadderStep, Topic
from kundenkreis.cases import actions as cases
from kundenkreis.cases import queries as case_queries
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.offer import actions, queries

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def ladder(alpenfon, mira, at):
    def done(*stages, topic=""):
        return actions.set_ladder(topic, stages=stages, reason="x", by=mira, at=at)

    return done


@pytest.fixture
def bill(alpenfon):
    return Topic.objects.get(slug="bill")


def test_the_order_and_what_is_left_out(ladder, vreni, at):
    ladder("desk", "knowledge")
    assert case_queries.ladder(None) == ["desk", "knowledge"]
    case = cases.open_case(customer=vreni, text="WLAN geht nicht", by=vreni, at=at)
    offered = {proposal.stage for proposal in case_queries.proposals(case, at=at)}
    assert offered <= {"desk", "knowledge"}
    assert case_queries.stage_here("marketplace") is None
    assert case_queries.stage_here("desk")


def test_a_stage_that_comes_back_has_kept_its_cost(ladder):
    before = LadderStep.objects.get(stage="marketplace").unit_cost
    ladder("desk")
    ladder("desk", "marketplace")
    row = LadderStep.objects.get(stage="marketplace")
    assert (row.unit_cost, row.withdrawn_at, row.position) == (before, None, 1)


def test_a_topic_has_its_own_order_until_it_has_none(ladder, bill):
    ladder("desk", "knowledge", topic="bill")
    assert case_queries.ladder(bill) == ["desk", "knowledge"]
    assert case_queries.ladder(Topic.objects.get(slug="internet"))[0] == "knowledge"
    ladder("knowledge", "experts")
    assert case_queries.ladder(bill) == ["knowledge"], "what the brand leaves out is left out here too"  # fmt: skip
    ladder(topic="bill")
    assert case_queries.ladder(bill) == ["knowledge", "experts"]


def test_each_change_is_kept_once(ladder):
    ladder("desk", "experts", topic="bill")
    ladder("desk", "experts", topic="bill")
    [told] = queries.changes("ladder", "bill")
    assert told.payload["changes"] == {"stages": [[], ["desk", "experts"]]}


def test_what_is_no_ladder_is_refused(ladder):
    for stages in ((), ("magic",), ("desk", "desk")):
        with pytest.raises(Invalid):
            ladder(*stages)
    with pytest.raises(NotFound):
        ladder("desk", topic="magic")
