"""Both sides of a visit, and the team, hear of its objection."""

from collections.abc import Iterator
from uuid import UUID

from kundenkreis.disputes import queries
from kundenkreis.disputes.events import DisputeMoved
from kundenkreis.disputes.models import Dispute
from kundenkreis.disputes.pages import outcome_in_languages
from kundenkreis.disputes.steps import step
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role


def tell_of_dispute(event: DisputeMoved, *, row: EventRow) -> None:
    """As the table of steps says."""
    dispute = queries.dispute(UUID(event.dispute))
    found = step(event.step, event.before)
    kind, _colon, pk = event.subject.partition(":")
    if not found or kind != "booking":
        return
    values = _values(dispute)
    for who, notice in found.notices:
        path = dispute.path if who == "staff" else f"/bookings/{pk}/disputes/"
        for person in _people(dispute, who, row):
            notify(person=person, kind=notice, row=row, values=values, path=path)


def _people(dispute: Dispute, who: str, row: EventRow) -> Iterator[Person]:
    if who == "staff":
        for kind in (Role.Kind.AGENT, Role.Kind.MANAGER):
            yield from Person.objects.holding(kind, row.at)
    else:
        yield getattr(dispute, who)


def _values(dispute: Dispute) -> dict[str, object]:
    decision = queries.decision_that_counts(dispute)
    return {
        "reference": dispute.reference,
        "claimant": dispute.claimant.shown_name,
        "other": dispute.other.shown_name,
        "what": dispute.text[:500],
        "until": dispute.answer_by,
        "final": dispute.final_at or dispute.answer_by,
        "outcome": outcome_in_languages(decision, dispute) if decision else "",
        "reasons": decision.reasons if decision else "",
    }
