"""Everything that can happen around elections, as sentences."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.elections import counting, queries
from kundenkreis.elections.events import (
    ElectionBalloted,
    ElectionCounted,
    ElectionsSet,
    ElectionVoteOpened,
    MandateEnded,
)
from kundenkreis.elections.models import (
    Candidacy,
    Election,
    ElectionsAllowed,
    ElectionVoter,
    Mandate,
)
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds

ELECTED = Role.Kind.ELECTED


def _manager(by: Person, at: datetime) -> None:
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))


@one_transaction
def allow(*, allowed: bool, reason: str, by: Person, at: datetime) -> ElectionsAllowed:
    """The brand wants elections, or no longer; what is under way goes on.

    :raises NotAllowed: not a manager. :raises Invalid: no reason.
    """
    _manager(by, at)
    reason = texts.required(reason, field="reason", most=1000)
    row = ElectionsAllowed.objects.create(allowed=allowed, reason=reason, by=by, at=at)
    announce(ElectionsSet(allowed=allowed), by=by, at=at)
    return row


@one_transaction
def call(*, seats: int, term_days: int, by: Person, at: datetime) -> Election:
    """A manager calls an election: members stand for 14 days, then vote for 7. One at a time; twice is once.

    :raises NotAllowed: not a manager. :raises Refused: `not_wanted`. :raises Invalid: seats or term.
    """
    _manager(by, at)
    if not queries.allowed():
        raise Refused("not_wanted", _("Say first that you want elections."))
    if not 1 <= seats <= 9:
        sentence = _("Please type a number of seats from 1 to 9.")
        raise Invalid("bad_seats", sentence, {"seats": sentence})
    if not 30 <= term_days <= 730:
        sentence = _("Please type a number of days from 30 to 730.")
        raise Invalid("bad_term", sentence, {"term_days": sentence})
    if known := queries.under_way():
        return known
    return Election.objects.create(seats=seats, term_days=term_days, called_by=by, at=at, stand_until=at + Election.STANDING)  # fmt: skip


def _locked(row: Election) -> Election:
    found = Election.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such election."))
    return found


@one_transaction
def stand(row: Election, *, words: str, by: Person, at: datetime) -> Candidacy:
    """A member stands, in her own words: by that she agrees to serve. Again: other words.

    :raises NotAllowed: who could not vote. :raises Refused: `too_late`. :raises Invalid: no words.
    """
    row = _locked(row)
    words = texts.required(words, field="words", most=2000)
    if row.vote_from or at >= row.stand_until:
        raise Refused("too_late", _("Nobody stands for this election any more."))
    if not queries.eligible(at=at).filter(pk=by.pk).exists():
        raise NotAllowed("not_eligible", _("Members who are here for 30 days and wrote a question or an answer take part."))  # fmt: skip
    moderation.admit(by=by, at=at)
    made, _fresh = Candidacy.objects.update_or_create(election=row, person=by, defaults={"words": words, "at": at, "withdrawn_at": None})  # fmt: skip
    announce(ElectionBalloted(election=str(row.pk)), by=None, at=at)
    return made


@one_transaction
def withdraw(row: Candidacy, *, by: Person, at: datetime) -> None:
    """She stands no longer; until the vote opens. Twice is once.

    :raises NotFound: not hers. :raises Refused: `too_late`.
    """
    election = _locked(row.election)
    if row.person_id != by.pk:
        raise NotFound("not_found", _("There is no such candidate."))
    if election.vote_from:
        raise Refused("too_late", _("The vote is open. If you are elected, you can resign at once."))  # fmt: skip
    Candidacy.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=at)
    announce(ElectionBalloted(election=str(election.pk)), by=None, at=at)


@one_transaction
def open_vote(row: Election, *, by: None = None, at: datetime) -> bool:
    """The clock: who may vote is written down and frozen. Without candidates it ends. Once."""
    row = _locked(row)
    if row.vote_from or row.counted_at or at < row.stand_until:
        return False
    row.vote_from, row.vote_until = at, at + Election.VOTING
    if not row.candidates.filter(withdrawn_at=None).exists():
        row.vote_until = row.counted_at = at
    else:
        ElectionVoter.objects.bulk_create(ElectionVoter(election=row, person=person) for person in queries.eligible(at=at))  # fmt: skip
        announce(ElectionVoteOpened(election=str(row.pk)), by=None, at=at)
    row.save(update_fields=["vote_from", "vote_until", "counted_at"])
    return True


@one_transaction
def vote(row: Election, *, approves: Collection[int], by: Person, at: datetime) -> None:
    """Her one ballot: she approves of as many candidates as she likes, or of none. It is added to sums.

    :raises NotAllowed: not on the list. :raises Refused: `not_open`, `voted`. :raises Invalid: somebody who
    does not stand.
    """
    row = _locked(row)
    if not row.vote_from or not row.vote_until or not row.vote_from <= at < row.vote_until:
        raise Refused("not_open", _("The vote is not open at the moment."))
    place = ElectionVoter.objects.select_for_update().filter(election=row, person=by).first()  # fmt: skip
    if not place:
        raise NotAllowed("not_eligible", _("You are not on the list of those who may vote. It was frozen when the vote opened."))  # fmt: skip
    if place.voted:
        raise Refused("voted", _("You have voted already. A vote cannot be changed, because nobody knows which is yours."))  # fmt: skip
    chosen = Candidacy.objects.filter(election=row, withdrawn_at=None, pk__in=set(approves))
    if chosen.count() != len(set(approves)):
        sentence = _("Somebody you chose does not stand.")
        raise Invalid("unknown_candidate", sentence, {"approves": sentence})
    place.voted = True
    place.save(update_fields=["voted"])
    Election.objects.filter(pk=row.pk).update(voted=F("voted") + 1)
    chosen.update(approvals=F("approvals") + 1)
    # Nobody's name stands beside the moment of a ballot.
    announce(ElectionBalloted(election=str(row.pk)), by=None, at=row.vote_from)


@one_transaction
def count(row: Election, *, by: None = None, at: datetime) -> bool:
    """The clock: the vote is over, the sums stay, who is elected has the office until its term ends. Once."""
    row = _locked(row)
    if row.counted_at or not row.vote_until or at < row.vote_until:
        return False
    rows = queries.candidates(row)
    persons = {each.pk: each.person for each in rows if each.person}
    standings = [
        counting.Standing(pk=each.pk, approvals=each.approvals, joined_at=each.person.joined_at, stood_at=each.at)
        for each in rows if each.person
    ]  # fmt: skip
    until = at + timedelta(days=row.term_days)
    for pk in counting.elected(standings, seats=row.seats):
        Candidacy.objects.filter(pk=pk).update(elected=True)
        Mandate.objects.create(candidacy_id=pk, since=at, until=until)
        Role.objects.create(person=persons[pk], kind=ELECTED, since=at, until=until, granted_by=None)  # fmt: skip
    row.counted_at = at
    row.save(update_fields=["counted_at"])
    announce(ElectionCounted(election=str(row.pk)), by=None, at=at)
    return True


@one_transaction
def resign(row: Mandate, *, by: Person, at: datetime) -> Mandate:
    """She gives her office back. Twice is once.

    :raises NotFound: not hers.
    """
    if row.candidacy.person_id != by.pk:
        raise NotFound("not_found", _("There is no such office."))
    return end_office(row, reason="", by=None, at=at)


@one_transaction
def recall(row: Mandate, *, reason: str, by: Person, at: datetime) -> Mandate:
    """A manager takes the office away, with a reason that she and everybody reads. Twice is once.

    :raises NotAllowed: not a manager. :raises Invalid: no reason.
    """
    _manager(by, at)
    reason = texts.required(reason, field="reason", most=2000)
    return end_office(row, reason=reason, by=by, at=at)


def end_office(row: Mandate, *, reason: str, by: Person | None, at: datetime) -> Mandate:
    """Inside another action: the office and its role end, once. `by` None: herself, or members by a vote."""
    row = Mandate.objects.select_for_update(of=("self",)).select_related("candidacy").get(pk=row.pk)  # fmt: skip
    if row.ended_at or at >= row.until:
        return row
    row.ended_at, row.ended_by, row.reason = at, by, reason
    row.save(update_fields=["ended_at", "ended_by", "reason"])
    office = Role.objects.filter(person=row.candidacy.person_id, kind=ELECTED, since=row.since)  # fmt: skip
    office.filter(until__gt=at).update(until=max(at, row.since + timedelta(microseconds=1)))
    announce(MandateEnded(mandate=row.pk), by=by, at=at)
    return row
