"""Who may vote hears of it; who stood hears how it ended; who is recalled reads why."""

from uuid import UUID

from kundenkreis.elections import queries
from kundenkreis.elections.events import (
    ElectionCounted,
    ElectionVoteOpened,
    MandateEnded,
)
from kundenkreis.elections.models import Election, Mandate
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow


def tell_voters(event: ElectionVoteOpened, *, row: EventRow) -> None:
    """All on the list, with until when."""
    found = Election.objects.filter(pk=UUID(event.election), counted_at=None).first()
    if not found or not found.vote_until:
        return
    values = {"many": len(queries.candidates(found)), "until": found.vote_until}
    rows = found.voters.filter(person__isnull=False).select_related("person")
    for each in rows:
        if each.person:
            notify(person=each.person, kind="election_vote_opened", row=row, values=values, path=found.path)  # fmt: skip


def tell_candidates(event: ElectionCounted, *, row: EventRow) -> None:
    """Elected until when, or not."""
    found = Election.objects.get(pk=UUID(event.election))
    for each in queries.candidates(found):
        if each.person and each.elected:
            values = {"until": each.mandate.until}
            notify(person=each.person, kind="election_won", row=row, values=values, path="/moderation/")  # fmt: skip
        elif each.person:
            notify(person=each.person, kind="election_not_won", row=row, values={}, path=found.path)  # fmt: skip


def tell_recalled(event: MandateEnded, *, row: EventRow) -> None:
    """With the reason; whoever resigned knows."""
    found = Mandate.objects.select_related("candidacy__person").get(pk=event.mandate)
    person = found.candidacy.person
    if person and found.ended_by_id:
        path = f"/elections/{found.candidacy.election_id}/"
        notify(person=person, kind="mandate_recalled", row=row, values={"reason": found.reason}, path=path)  # fmt: skip
