"""What tests of regular visits begin with."""

import pytest

from kundenkreis.stages.marketplace.tests.visits import visit


@pytest.fixture
def booking(vreni, jonas, at):
    """Tomorrow, Wednesday 11 March 2026, at ten."""
    return visit(vreni, jonas, at, "confirmed")
