"""Who may vote hears of it; who stood hears how it ended; who is recalled reads why."""

from uuid import UUID

from kundenkreis.elections import queries
from kundenkreis.elections.events import (
    ElectionCounted,
    ElectionVoteOpened,
    MandateEnded,
    RecallAsked,
    RecallOver,
    RecallVoteOpened,
)
from kundenkreis.elections.models import Election, Mandate, Recall
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
    if person and found.reason:
        kind = "mandate_recalled" if found.ended_by_id else "mandate_recalled_by_members"
        path = f"/elections/{found.candidacy.election_id}/"
        notify(person=person, kind=kind, row=row, values={"reason": found.reason}, path=path)  # fmt: skip


def _recall(event: RecallAsked | RecallVoteOpened | RecallOver) -> Recall | None:
    rows = Recall.objects.select_related("mandate__candidacy__person")
    return rows.filter(pk=UUID(event.recall)).first()


def tell_of_petition(event: RecallAsked, *, row: EventRow) -> None:
    """Whom it is about reads it first, and can answer."""
    found = _recall(event)
    if found and found.mandate.candidacy.person and not found.counted_at:
        person = found.mandate.candidacy.person
        values = {"words": found.words, "needed": found.needed, "until": found.gather_until}
        notify(person=person, kind="recall_asked", row=row, values=values, path=found.path)


def tell_recall_voters(event: RecallVoteOpened, *, row: EventRow) -> None:
    """All on the list, with until when."""
    found = _recall(event)
    if not found or not found.vote_until or found.counted_at:
        return
    about = found.mandate.candidacy.person
    values = {"name": about.shown_name if about else "", "until": found.vote_until}
    for each in found.voters.filter(person__isnull=False).select_related("person"):
        if each.person:
            notify(person=each.person, kind="recall_vote_opened", row=row, values=values, path=found.path)  # fmt: skip


def tell_of_recall_over(event: RecallOver, *, row: EventRow) -> None:
    """Whom it was about, if she stays; with why the others were too few."""
    found = _recall(event)
    person = found.mandate.candidacy.person if found else None
    if found and person and not found.recalled:
        notify(person=person, kind="recall_over", row=row, values={"yes": found.yes, "no": found.no}, path=found.path)  # fmt: skip
