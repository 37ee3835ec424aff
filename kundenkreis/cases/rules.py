"""Who may do what with a case. Pure: facts in, yes or no out."""

from kundenkreis.cases.models import Case
from kundenkreis.people.models import Person


def may_decide(person: Person, case: Case, *, staff: bool) -> bool:
    """Say that it is solved, withdraw it, reopen it: the customer, or staff on her word."""
    return staff or case.customer_id == person.pk


def may_note_internally(*, staff: bool) -> bool:
    """Notes among the staff."""
    return staff
