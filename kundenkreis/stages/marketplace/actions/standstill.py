"""Nothing came of it, and nobody goes on: the clock closes the case, and says so."""

from datetime import datetime

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core.transactions import one_transaction
from kundenkreis.stages.marketplace.standstill import at_a_standstill


@one_transaction
def close_quiet(case: Case, *, by: None = None, at: datetime) -> Case:
    """Close a case that nobody goes on with; it can be opened again. Twice, or if something goes on by now, changes nothing."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    still = any(rows.filter(pk=case.pk).exists() for rows in at_a_standstill(at=at))
    return cases.close_quiet(case, at=at) if still else case
