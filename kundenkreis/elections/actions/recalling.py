"""Members ask that an office ends, and vote on it: secretly, as in all votes here."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.elections import queries
from kundenkreis.elections.actions.voting import end_office
from kundenkreis.elections.events import (
    RecallAsked,
    RecallBalloted,
    RecallOver,
    RecallVoteOpened,
)
from kundenkreis.elections.models import Mandate, Recall, RecallSigner, RecallVoter
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person

# After one petition about an office so long none.
REST = timedelta(days=90)


def _may(by: Person, at: datetime) -> None:
    if not queries.eligible(at=at).filter(pk=by.pk).exists():
        raise NotAllowed("not_eligible", _("Members who are here for 30 days and wrote a question or an answer take part."))  # fmt: skip


def _locked(row: Recall) -> Recall:
    rows = Recall.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("mandate__candidacy").filter(pk=row.pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such petition."))
    return found


@one_transaction
def ask_recall(mandate: Mandate, *, words: str, by: Person, at: datetime) -> Recall:
    """A member asks that an office ends, and says why. With enough signatures in 30 days members vote.

    Enough: one in ten of who may vote at this moment, at least three; her own counts.

    :raises NotAllowed: who could not vote, or about herself. :raises Refused: `office_over`, `asked_already`,
    `asked_lately`: 90 days ago or less. :raises Invalid: no words.
    """
    words = texts.required(words, field="words", most=2000)
    held = Mandate.objects.select_for_update(of=("self",)).select_related("candidacy").get(pk=mandate.pk)  # fmt: skip
    if held.candidacy.person_id == by.pk:
        raise NotAllowed("yourself", _("You can resign at any time."))
    if held.ended_at or at >= held.until:
        raise Refused("office_over", _("This office is over."))
    _may(by, at)
    moderation.admit(by=by, at=at)
    before = Recall.objects.filter(mandate=held)
    if before.filter(counted_at=None).exists():
        raise Refused("asked_already", _("Members ask for this already. You can sign there."))  # fmt: skip
    if before.filter(counted_at__gt=at - REST).exists():
        raise Refused("asked_lately", _("Members asked for this in the last 90 days. Please wait."))  # fmt: skip
    many = queries.eligible(at=at).count()
    row = Recall.objects.create(
        mandate=held, words=words, by=by, at=at, gather_until=at + Recall.GATHERING, needed=Recall.enough(many),
    )  # fmt: skip
    RecallSigner.objects.create(recall=row, person=by, at=at)
    announce(RecallAsked(recall=str(row.pk)), by=by, at=at)
    return row


@one_transaction
def sign(row: Recall, *, by: Person, at: datetime) -> Recall:
    """She wants a vote on it. The last one needed opens it: who may vote is written down and frozen. Twice is once.

    :raises NotAllowed: who could not vote, or whom it is about. :raises Refused: `too_late`.
    """
    row = _locked(row)
    if row.vote_from or row.counted_at or at >= row.gather_until:
        raise Refused("too_late", _("Nobody signs here any more."))
    if row.mandate.candidacy.person_id == by.pk:
        raise NotAllowed("yourself", _("You can resign at any time."))
    _may(by, at)
    RecallSigner.objects.get_or_create(recall=row, person=by, defaults={"at": at})
    if row.signers.count() >= row.needed:
        holder = row.mandate.candidacy.person_id
        persons = queries.eligible(at=at).exclude(pk__in=[holder] if holder else [])
        RecallVoter.objects.bulk_create(RecallVoter(recall=row, person=person) for person in persons)  # fmt: skip
        row.vote_from, row.vote_until = at, at + Recall.VOTING
        row.save(update_fields=["vote_from", "vote_until"])
        announce(RecallVoteOpened(recall=str(row.pk)), by=None, at=at)
    return row


@one_transaction
def answer_recall(row: Recall, *, words: str, by: Person, at: datetime) -> Recall:
    """Whom it is about says her side, beside the petition, until it is over. Again: other words.

    :raises NotFound: it is not about her. :raises Refused: `too_late`. :raises Invalid: no words.
    """
    row = _locked(row)
    if row.mandate.candidacy.person_id != by.pk:
        raise NotFound("not_found", _("There is no such petition."))
    if row.counted_at:
        raise Refused("too_late", _("This is over."))
    row.answer = texts.required(words, field="words", most=2000)
    row.save(update_fields=["answer"])
    announce(RecallBalloted(recall=str(row.pk)), by=None, at=at)
    return row


@one_transaction
def vote_on_recall(row: Recall, *, ends: bool, by: Person, at: datetime) -> None:
    """Her one vote: whether the office ends. It is added to a sum.

    :raises NotAllowed: not on the list. :raises Refused: `not_open`, `voted`.
    """
    row = _locked(row)
    if not row.vote_from or not row.vote_until or not row.vote_from <= at < row.vote_until:
        raise Refused("not_open", _("The vote is not open at the moment."))
    place = RecallVoter.objects.select_for_update().filter(recall=row, person=by).first()
    if not place:
        raise NotAllowed("not_eligible", _("You are not on the list of those who may vote. It was frozen when the vote opened."))  # fmt: skip
    if place.voted:
        raise Refused("voted", _("You have voted already. A vote cannot be changed, because nobody knows which is yours."))  # fmt: skip
    place.voted = True
    place.save(update_fields=["voted"])
    choice = "yes" if ends else "no"
    Recall.objects.filter(pk=row.pk).update(voted=F("voted") + 1, **{choice: F(choice) + 1})
    # Nobody's name stands beside the moment of a ballot.
    announce(RecallBalloted(recall=str(row.pk)), by=None, at=row.vote_from)


@one_transaction
def count_recall(row: Recall, *, by: None = None, at: datetime) -> bool:
    """The clock: too few signed, or the vote is over. The office ends where more want it than not, and as many as had to sign. Once."""
    row = _locked(row)
    end = row.vote_until or row.gather_until
    if row.counted_at or at < end:
        return False
    row.counted_at = at
    row.recalled = row.yes > row.no and row.yes >= row.needed
    row.save(update_fields=["counted_at", "recalled"])
    if row.recalled:
        end_office(row.mandate, reason=row.words, by=None, at=at)
    announce(RecallOver(recall=str(row.pk)), by=None, at=at)
    return True
