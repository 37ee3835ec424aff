"""The measures, counted on cases whose story is known."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.brands.models import Brand
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.insight import actions, queries
from kundenkreis.people.models import Person

DAY = timedelta(days=1)


def solved_by(
    stage: str, customer: Person, at: datetime, text: str = "WLAN geht nicht"
) -> Case:
    case = cases.open_case(customer=customer, text=text, by=customer, at=at)
    attempt = cases.begin(case, stage=stage, by=customer, at=at)
    return cases.solve(case, attempt=attempt, by=customer, at=at + timedelta(hours=1))


@pytest.mark.flow
def test_the_share_of_customers_counts_known_solutions_only(
    vreni: Person, alpenfon: Brand, at: datetime
) -> None:
    for stage in ("community", "marketplace", "knowledge", "desk"):
        solved_by(stage, vreni, at - 3 * DAY)
    cases.solve(
        cases.open_case(customer=vreni, text="Rechnung", by=vreni, at=at - DAY),
        by=vreni,
        at=at,
    )
    told = queries.measures(alpenfon, at=at)
    assert (told.customers.part, told.customers.whole) == (3, 4)
    assert told.months[-1].unknown == 1
    assert len(told.months) == 6


def test_a_try_that_did_not_help_costs_as_well(
    vreni: Person, alpenfon: Brand, mira: Person, at: datetime
) -> None:
    actions.set_unit_cost(stage="desk", amount=1000, by=mira, at=at)
    case = cases.open_case(customer=vreni, text="WLAN", by=vreni, at=at - DAY)
    cases.fail(
        cases.begin(case, stage="desk", by=vreni, at=at - DAY), by=vreni, at=at - DAY
    )
    solved_by("desk", vreni, at - DAY)
    desk = next(
        cost for cost in queries.measures(alpenfon, at=at).costs if cost.stage == "desk"
    )
    assert (desk.tried, desk.solved, desk.per_solved) == (2, 1, Money(2000, "CHF"))


@pytest.mark.flow
def test_coming_back_is_reopening_or_asking_again_on_the_topic_within_a_week(
    vreni: Person, beat: Person, jonas: Person, alpenfon: Brand, at: datetime
) -> None:
    start = at - 30 * DAY
    cases.reopen(solved_by("desk", vreni, start), by=vreni, at=start + 2 * DAY)
    solved_by("desk", beat, start)
    solved_by("desk", beat, start + 3 * DAY)
    solved_by("desk", jonas, start)
    solved_by("desk", jonas, start + 9 * DAY)
    solved_by("desk", jonas, at - DAY)
    back = queries.recontact(at - 60 * DAY, at=at)
    assert (back.part, back.whole) == (2, 5)


def test_silence_is_neither_yes_nor_no(
    vreni: Person, beat: Person, alpenfon: Brand, at: datetime
) -> None:
    cases.give_feedback(
        solved_by("desk", vreni, at - DAY), helped=True, recommend=True, by=vreni, at=at
    )
    cases.give_feedback(solved_by("desk", beat, at - DAY), helped=False, by=beat, at=at)
    told = queries.measures(alpenfon, at=at)
    assert (told.helped.part, told.helped.whole) == (1, 2)
    assert (told.recommend.part, told.recommend.whole) == (1, 1)
    assert told.again.of_one is None


def test_topics_stand_in_the_order_of_need(
    vreni: Person, alpenfon: Brand, at: datetime
) -> None:
    solved_by("desk", vreni, at - DAY, "Drucker druckt nicht")
    solved_by("desk", vreni, at - DAY)
    solved_by("desk", vreni, at - DAY)
    assert [
        (need.slug, need.cases) for need in queries.measures(alpenfon, at=at).topics
    ] == [("internet", 2), ("computer", 1)]


def test_only_managers_set_costs_that_are_costs(
    reto: Person, mira: Person, at: datetime
) -> None:
    with pytest.raises(NotAllowed):
        actions.set_unit_cost(stage="desk", amount=1, by=reto, at=at)
    with pytest.raises(Invalid):
        actions.set_unit_cost(stage="desk", amount=-1, by=mira, at=at)
    with pytest.raises(Invalid):
        actions.set_unit_cost(stage="moon", amount=1, by=mira, at=at)


def test_another_brand_counts_nothing_of_ours(
    vreni: Person, seeland: Brand, at: datetime
) -> None:
    solved_by("desk", vreni, at - DAY)
    with scope.inside(seeland.pk):
        assert queries.measures(seeland, at=at).customers.whole == 0


@pytest.mark.flow
def test_the_number_of_statements_does_not_grow(
    vreni: Person, alpenfon: Brand, at: datetime
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as run:
            queries.measures(alpenfon, at=at)
        return len(run)

    solved_by("desk", vreni, at - DAY)
    assert statements() == 9
    solved_by("community", vreni, at - DAY)
    solved_by("desk", vreni, at - 40 * DAY)
    assert statements() == 9
