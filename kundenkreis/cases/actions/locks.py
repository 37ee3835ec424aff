"""The case's row, locked for whom may decide about it."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases import rules
from kundenkreis.cases.models import (
    Case,
)
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff


def locked(case: Case, *, by: Person | None, at: datetime) -> Case:
    """The case's row, locked, if `by` may decide about it; None is the clock."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if by and not rules.may_decide(by, case, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    return case
