"""Everything that can happen with the rules of the community, as sentences."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from kundenkreis.charter import course, queries
from kundenkreis.charter.events import (
    CharterCounted,
    CharterDecided,
    CharterSupported,
    CharterVoted,
    CharterVoteOpened,
)
from kundenkreis.charter.models import (
    CharterComment,
    CharterProposal,
    CharterSupport,
    CharterVersion,
    CharterVoter,
)
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds

CHOICES = ("yes", "no", "blank")


@one_transaction
def propose(*, title: str, why: str, text: str, by: Person, at: datetime) -> CharterProposal:  # fmt: skip
    """What the rules should say. Of a manager it is discussed at once; of a member with five supporters.

    :raises NotAllowed: she may not vote. :raises Invalid: no words. :raises TooMany: two of hers gather already.
    """
    title = texts.required(title, field="title", most=120)
    why, text = texts.required(why, field="why", most=3000), texts.required(text, field="text", most=20_000)  # fmt: skip
    of_brand = holds(by, "manager", at=at)
    if not of_brand:
        _may(by, at)
        moderation.admit(by=by, at=at)
        Person.objects.select_for_update().get(pk=by.pk)
        mine = CharterProposal.objects.all().gathering().filter(author=by, by_brand=False)
        if mine.count() >= course.MOST_OPEN:
            raise TooMany("too_many_proposals", _("Two of your proposals gather supporters already."))  # fmt: skip
    row = CharterProposal.objects.create(author=by, by_brand=of_brand, title=title, why=why, text=text, at=at)  # fmt: skip
    if not of_brand:
        CharterSupport.objects.create(proposal=row, person=by, at=at)
    announce(CharterSupported(proposal=str(row.pk)), by=by, at=at)
    _open_if_it_may(row, at)
    return row


def _may(by: Person, at: datetime) -> None:
    if not queries.may_take_part(by, at=at):
        raise NotAllowed("not_eligible", _("Members who are here for 30 days and wrote a question or an answer take part."))  # fmt: skip


def _locked(row: CharterProposal) -> CharterProposal:
    found = CharterProposal.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()  # fmt: skip
    if not found:
        raise NotFound("not_found", _("There is no such proposal."))
    return found


@one_transaction
def support(row: CharterProposal, *, by: Person, at: datetime) -> CharterProposal:
    """A member wants it to be discussed. The fifth opens the discussion. Twice is once.

    :raises NotAllowed: she may not vote. :raises Refused: `opened`.
    """
    row = _locked(row)
    if row.opened_at:
        raise Refused("opened", _("It has enough supporters and is discussed."))
    _may(by, at)
    CharterSupport.objects.get_or_create(proposal=row, person=by, defaults={"at": at})
    announce(CharterSupported(proposal=str(row.pk)), by=by, at=at)
    _open_if_it_may(row, at)
    return row


def _open_if_it_may(row: CharterProposal, at: datetime) -> bool:
    """The next one waits until the brand has decided about the one before."""
    enough = row.by_brand or row.supporters.count() >= course.SUPPORTERS
    # The current version's rows are few: whoever opens at the same moment meets the law `one at once`.
    if not enough or CharterProposal.objects.all().under_way().exists():
        return False
    row.opened_at, row.discuss_until = at, at + course.DISCUSSED
    row.save(update_fields=["opened_at", "discuss_until"])
    return True


@one_transaction
def open_next(*, by: None = None, at: datetime) -> bool:
    """The clock: what has its supporters and waits is discussed, the longest waiting first."""
    rows = CharterProposal.objects.all().gathering().select_for_update(skip_locked=True, of=("self",))  # fmt: skip
    return any(_open_if_it_may(row, at) for row in rows.order_by("at", "pk"))


@one_transaction
def drop_old(*, by: None = None, at: datetime) -> int:
    """Proposals that found too few supporters in 60 days go. How many."""
    rows = CharterProposal.objects.all().gathering().filter(at__lte=at - course.GATHERED, by_brand=False)  # fmt: skip
    return rows.delete()[0]


@one_transaction
def comment(row: CharterProposal, *, body: str, by: Person, at: datetime) -> CharterComment:
    """A word in the discussion, while it lasts.

    :raises Refused: `not_discussed`. :raises NotAllowed: without an account, or she may not write at the moment.
    :raises Invalid: no words. :raises TooMany: 20 an hour.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    if not row.opened_at or not row.discuss_until or at >= row.discuss_until:
        raise Refused("not_discussed", _("This is not discussed at the moment."))
    body = texts.required(body, field="body", most=3000)
    moderation.admit(by=by, at=at)
    recent = CharterComment.objects.filter(author=by, at__gt=at - timedelta(hours=1))
    if recent.count() >= course.COMMENTS_AN_HOUR:
        raise TooMany("too_many_comments", _("Please go on in an hour."))
    made = CharterComment.objects.create(proposal=row, author=by, body=body, at=at)
    announce(CharterSupported(proposal=str(row.pk)), by=by, at=at)
    moderation.screen(f"charter-comment:{made.pk}", raw=body, by=by, at=at)
    return made


@one_transaction
def open_vote(row: CharterProposal, *, by: None = None, at: datetime) -> bool:
    """The clock: the discussion is over; the list of who may vote is written down and frozen. Once."""
    row = _locked(row)
    if row.vote_from or not row.discuss_until or at < row.discuss_until:
        return False
    CharterVoter.objects.bulk_create(CharterVoter(proposal=row, person=person) for person in queries.eligible(at=at))  # fmt: skip
    row.vote_from, row.vote_until = at, at + course.VOTED_ON
    row.save(update_fields=["vote_from", "vote_until"])
    announce(CharterVoteOpened(proposal=str(row.pk)), by=None, at=at)
    return True


@one_transaction
def vote(row: CharterProposal, *, choice: str, by: Person, at: datetime) -> None:
    """Her one vote: `yes`, `no` or `blank`. It is added to a sum; what she chose stands nowhere.

    :raises NotAllowed: not on the list. :raises Refused: `not_open`, `voted`. :raises Invalid: no choice.
    """
    if choice not in CHOICES:
        sentence = _("Please choose one.")
        raise Invalid("unknown_choice", sentence, {"choice": sentence})
    row = _locked(row)
    if not row.vote_from or not row.vote_until or not row.vote_from <= at < row.vote_until:
        raise Refused("not_open", _("The vote is not open at the moment."))
    place = CharterVoter.objects.select_for_update().filter(proposal=row, person=by).first()  # fmt: skip
    if not place:
        raise NotAllowed("not_eligible", _("You are not on the list of those who may vote. It was frozen when the vote opened."))  # fmt: skip
    if place.voted:
        raise Refused("voted", _("You have voted already. A vote cannot be changed, because nobody knows which is yours."))  # fmt: skip
    place.voted = True
    place.save(update_fields=["voted"])
    rows = CharterProposal.objects.filter(pk=row.pk)
    rows.update(voted=F("voted") + 1, **{choice: F(choice) + 1})
    # Nobody's name stands beside the moment of a vote.
    announce(CharterVoted(proposal=str(row.pk)), by=None, at=row.vote_from)


@one_transaction
def count(row: CharterProposal, *, by: None = None, at: datetime) -> bool:
    """The clock: the vote is over, its sums stay. Once."""
    row = _locked(row)
    if row.counted_at or not row.vote_until or at < row.vote_until:
        return False
    row.counted_at = at
    row.save(update_fields=["counted_at"])
    announce(CharterCounted(proposal=str(row.pk)), by=None, at=at)
    return True


@one_transaction
def decide(
    row: CharterProposal, *, adopted: bool, reasons: str, days: int = 14, by: Person, at: datetime
) -> CharterProposal:  # fmt: skip
    """The brand decides, once; where it departs from the vote it says why. Adopted it counts in so many days.

    :raises NotAllowed: not a manager. :raises Refused: `not_counted`, `decided`. :raises Invalid: no reasons
    though it departs, or not 0 to 90 days.
    """
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))
    row = _locked(row)
    if row.decided_at:
        raise Refused("decided", _("This was decided already."))
    if not row.counted_at:
        raise Refused("not_counted", _("The members have not voted yet."))
    if not 0 <= days <= 90:
        sentence = _("Please type a number of days from 0 to 90.")
        raise Invalid("bad_days", sentence, {"days": sentence})
    if adopted != row.wanted:
        reasons = texts.required(reasons, field="reasons", most=5000)
    row.adopted, row.reasons = adopted, texts.tidy(reasons)[:5000]
    row.decided_at, row.decided_by = at, by
    row.save(update_fields=["adopted", "reasons", "decided_at", "decided_by"])
    if adopted:
        _write(row.text, proposal=row, counts_from=at + timedelta(days=days), at=at)
    announce(CharterDecided(proposal=str(row.pk)), by=by, at=at)
    return row


@one_transaction
def write_first(*, text: str, by: Person, at: datetime) -> CharterVersion:
    """The brand's first rules, before anybody can propose to change them. Once.

    :raises NotAllowed: not a manager. :raises Refused: `written`. :raises Invalid: no words.
    """
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))
    if CharterVersion.objects.exists():
        raise Refused("written", _("There are rules already. Propose a change."))
    return _write(texts.required(text, field="text", most=20_000), proposal=None, counts_from=at, at=at)  # fmt: skip


def _write(text: str, *, proposal: CharterProposal | None, counts_from: datetime, at: datetime) -> CharterVersion:  # fmt: skip
    last = CharterVersion.objects.values_list("number", flat=True).first() or 0
    return CharterVersion.objects.create(number=last + 1, text=text, proposal=proposal, counts_from=counts_from, at=at)  # fmt: skip
