"""What tests of regular visits begin with."""

from kundenkreis.stages.marketplace.tests.visits import visit
from tests.kept import kept


@kept
def booking(vreni, jonas, at):
    """Tomorrow, Wednesday 11 March 2026, at ten."""
    return visit(vreni, jonas, at, "confirmed")
