"""Who may vote hears of it; managers hear that they have to decide; who could vote hears what was decided."""

from uuid import UUID

from kundenkreis.charter.events import CharterCounted, CharterDecided, CharterVoteOpened
from kundenkreis.charter.models import CharterProposal, CharterVersion
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person


def _voters(row: CharterProposal) -> list[Person]:
    rows = row.voters.filter(person__isnull=False).select_related("person")
    return [each.person for each in rows if each.person]


def tell_voters(event: CharterVoteOpened, *, row: EventRow) -> None:
    """All on the list, with until when."""
    found = CharterProposal.objects.filter(pk=UUID(event.proposal), counted_at=None).first()
    if not found or not found.vote_until:
        return
    values = {"title": found.title, "until": found.vote_until}
    for person in _voters(found):
        notify(person=person, kind="charter_vote_opened", row=row, values=values, path=found.path)  # fmt: skip


def tell_managers(event: CharterCounted, *, row: EventRow) -> None:
    """The sums, and that a decision is due."""
    found = CharterProposal.objects.filter(pk=UUID(event.proposal), decided_at=None).first()
    if not found:
        return
    values = {"title": found.title, "yes": found.yes, "no": found.no, "blank": found.blank}
    for person in Person.objects.holding("manager", row.at):
        notify(person=person, kind="charter_counted", row=row, values=values, path=found.path)  # fmt: skip


def tell_of_decision(event: CharterDecided, *, row: EventRow) -> None:
    """With the date from which the new version counts, or why there is none."""
    found = CharterProposal.objects.get(pk=UUID(event.proposal))
    version = CharterVersion.objects.filter(proposal=found).first()
    kind = "charter_adopted" if version else "charter_not_adopted"
    values = {"title": found.title, "reasons": found.reasons, "from_when": version.counts_from if version else ""}  # fmt: skip
    path = "/charter/" if version else found.path
    for person in _voters(found):
        notify(person=person, kind=kind, row=row, values=values, path=path)
