"""Reads: the entries of a customer, and who in line could be served."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer


def entry_of(pk: UUID) -> WaitingEntry:
    """The entry with this id; who may see it is asked of its case.

    :raises NotFound: there is none.
    """
    found = WaitingEntry.objects.with_names().filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such entry."))
    return found


def entry_for(case: Case) -> WaitingEntry | None:
    """How this case waits now."""
    found = _waits.first(case)
    if found:
        found.case = case
    return found


@asked
def _waits(case: Case) -> QuerySet[WaitingEntry]:
    rows = WaitingEntry.objects.in_line().select_related("package", "helper__person")
    return rows.filter(case=case)[:1]


def waiting_cases() -> QuerySet[WaitingEntry, Any]:
    """Ids of the cases that wait."""
    return WaitingEntry.objects.in_line().order_by().values("case")


def kept_for(entry: WaitingEntry) -> WaitingOffer | None:
    """The time that is kept for her now."""
    rows = WaitingOffer.objects.select_related("helper__person", "entry")
    return rows.filter(entry=entry, answer="").first()


def place_in_line(entry: WaitingEntry) -> int:
    """How many wait for the same service, she included, up to her."""
    before = WaitingEntry.objects.in_line().filter(
        package=entry.package_id, since__lte=entry.since
    )
    return before.count()
