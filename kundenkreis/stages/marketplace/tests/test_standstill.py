"""Nothing stays open for good: a case of which nothing came is closed by the clock, with a word."""

from datetime import timedelta

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.cases import reactions as cases_reactions
from kundenkreis.cases.events import CaseClosedQuietly
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace import actions, schedule
from kundenkreis.stages.marketplace.standstill import QUIET, QUIET_SERIES
from kundenkreis.stages.marketplace.tests.searches import (
    everyone_declines,
    helpers_around,
    searched,
)
from kundenkreis.stages.marketplace.tests.visits import case_of, take, visit

MINUTE = timedelta(minutes=1)


def state_at(case, moment):
    """What the clock makes of the case; twice changes nothing."""
    for _twice in range(2):
        schedule.due(at=moment)
    case.refresh_from_db()
    return case.state


def told():
    """Kinds of the notices that come of it, and to whom; the worker reacts twice."""
    for row in EventRow.objects.filter(name=CaseClosedQuietly.name):
        for _twice in range(2):
            cases_reactions.say_that_it_is_closed(CaseClosedQuietly(**row.payload), row=row)
    return list(
        Notice.objects.filter(kind="case_closed_quietly").values_list(
            "kind", "person__name"
        )
    )


@pytest.mark.slow
def test_a_visit_that_its_helper_cancelled_closes_its_case_after_two_weeks(confirmed, jonas, at):  # fmt: skip
    booking = actions.cancel(confirmed, by=jonas, at=at)
    case, quiet = booking.case, booking.ends_at + QUIET
    assert state_at(case, quiet - MINUTE) == "open", (
        "her day counts, not the day it was cancelled"
    )
    assert told() == []
    assert state_at(case, quiet) == "withdrawn"
    assert case.closed_by is None
    assert told() == [("case_closed_quietly", "Vreni")]
    cases.reopen(case, by=case.customer, at=quiet)
    assert state_at(case, quiet + QUIET - MINUTE) == "open", "she goes on with it"
    assert state_at(case, quiet + QUIET) == "withdrawn"


@pytest.mark.slow
@pytest.mark.parametrize("last", ["refuse", "expire", "cancel"])
def test_every_end_without_a_visit_ends_in_a_closed_case(held, last, at):
    booking = take(held, last, at)
    moment = at
    for _each in range(4):  # the wish it opens again, the wish's own end, then the case
        moment += QUIET + timedelta(days=1)
        state = state_at(booking.case, moment)
    assert state == "withdrawn"


@pytest.mark.slow
def test_a_search_that_found_nobody_ends_in_a_closed_case(vreni, at):
    helpers_around(2, at)
    dispatch = searched(vreni, at)
    everyone_declines(dispatch, at)
    case = dispatch.request.case
    assert state_at(case, at + timedelta(days=1)) == "open"
    moment = at
    for _each in range(3):
        moment += QUIET + timedelta(days=1)
        state = state_at(case, moment)
    assert state == "withdrawn"


@pytest.mark.slow
def test_what_goes_on_anywhere_stays_open(confirmed, jonas, vreni, at):
    booking = actions.cancel(confirmed, by=jonas, at=at)
    case, moment = booking.case, booking.ends_at + QUIET
    cases.write(case, text="Ich melde mich noch.", by=vreni, at=at + timedelta(days=9))
    assert state_at(case, moment) == "open", "she wrote"
    moment += timedelta(days=9)
    cases.begin(case, stage="desk", by=vreni, at=at)
    assert state_at(case, moment) == "open", "the team answers"


@pytest.mark.flow
@pytest.mark.parametrize("state", ["completed", "closed", "unsuccessful", "confirmed"])
def test_a_visit_that_took_place_is_for_her_to_judge(vreni, jonas, at, state):
    booking = visit(vreni, jonas, at, state)
    actions.close_quiet(booking.case, at=at + 9 * QUIET)
    booking.case.refresh_from_db()
    assert booking.case.state == "open" if state != "closed" else True
    assert not EventRow.objects.filter(name=CaseClosedQuietly.name).exists()


@pytest.mark.flow
def test_a_case_without_any_wish_for_a_visit_is_not_ours_to_close(vreni, at):
    case = case_of(vreni, at)
    assert state_at(case, at + 9 * QUIET) == "open"
    assert QUIET_SERIES < QUIET
