"""How much a booking asks of the database: a number that grows only on purpose."""

from datetime import timedelta

import pytest

from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of, wifi


@pytest.mark.flow
def test_a_first_booking_takes_so_many_statements(
    vreni, jonas_helps, at, django_assert_num_queries
):
    case, package = case_of(vreni, at), wifi()
    with django_assert_num_queries(48 + 2):  # with the savepoint around it
        actions.book(
            case, package=package, helper=jonas_helps, starts_at=at + timedelta(days=1), postal_code="8004",
            address=ADDRESS, by=vreni, at=at,
        )  # fmt: skip
