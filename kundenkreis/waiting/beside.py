"""What the page of a case says of waiting: one line that leads to the place in the line."""

from datetime import datetime

from kundenkreis.cases.models import Case
from kundenkreis.cases.socket import Panel
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, may_book_for
from kundenkreis.stages.marketplace import terms
from kundenkreis.waiting import queries


def on_case(case: Case, person: Person, at: datetime) -> Panel | None:
    """The time that is kept for her, or that she waits; only to who may decide for her."""
    entry = queries.entry_for(case)
    if entry is None:
        return None
    trusted = may_book_for(person, case.customer_id, case=case.pk)
    if not terms.may_order(person, case, staff=is_staff(person, at=at), trusted=trusted):
        return None
    kept = queries.kept_for(entry)
    values = {"entry": entry, "kept": kept if kept and kept.is_kept(at) else None}
    return Panel(template="waiting/beside.html", values=values)
