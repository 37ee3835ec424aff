"""Everything that can happen with lead users, as sentences."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.lead_users import queries
from kundenkreis.lead_users.events import (
    LeadCandidacyBegun,
    LeadPostWritten,
    LeadUserDecided,
    LeadUserJoined,
    LeadUserLeft,
)
from kundenkreis.lead_users.models import (
    LeadCandidacy,
    LeadInvitation,
    LeadPost,
    LeadThread,
)
from kundenkreis.people import actions as people
from kundenkreis.people.models import Consent, Person
from kundenkreis.people.queries import holds
from kundenkreis.turnstiles import actions as turnstiles

CONSENT = "lead_user"
# From 2 on the words name workarounds; who agreed to 1 is not asked about them.
CONSENT_VERSION = "2026-2"
LOOKED_BACK = timedelta(days=730)
POSTS_AN_HOUR = 60


@one_transaction
def stand(*, by: Person, at: datetime) -> LeadCandidacy:
    """She wants to be looked at, and agrees to what counts. Twice is once.

    :raises NotAllowed: without an account.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    row, fresh = LeadCandidacy.objects.get_or_create(person=by, defaults={"since": at})
    if fresh:
        people.agree(by, CONSENT, version=CONSENT_VERSION, by=by, at=at)
        announce(LeadCandidacyBegun(person=str(by.pk)), by=by, at=at)
    return row


@one_transaction
def leave(*, by: Person, at: datetime) -> None:
    """She wants it no longer: signals, decision and her words in the space are erased. Twice is once."""
    row = LeadCandidacy.objects.select_for_update().filter(person=by).first()
    if not row:
        return
    _erase_words(by)
    row.delete()
    consents = Consent.objects.filter(person=by, kind=CONSENT, withdrawn_at=None)
    consents.update(withdrawn_at=at)
    announce(LeadUserLeft(person=str(by.pk)), by=by, at=at)


def _erase_words(by: Person) -> None:
    """Her words in the space go; a thread of which nothing is left goes too."""
    mine = LeadThread.objects.filter(posts__author=by).values_list("pk", flat=True)
    touched = list(mine.distinct())
    LeadPost.objects.filter(author=by).delete()
    LeadThread.objects.filter(author=by).update(author=None)
    LeadThread.objects.filter(pk__in=touched, posts__isnull=True).delete()


@one_transaction
def compute(*, by: Person | None, at: datetime) -> int:
    """Signals of all who opted in, anew; of nobody else. How many there were."""
    rows = list(LeadCandidacy.objects.select_for_update(of=("self",)).select_related("person"))  # fmt: skip
    found = queries.signals([row.person for row in rows], since=at - LOOKED_BACK)
    for row in rows:
        signals = found[row.person_id]
        row.ahead, row.benefit, row.computed_at = signals.mean_ahead, signals.benefit, at
        topics = [{"topic": topic, "earlier_than": share} for topic, share in sorted(signals.ahead.items())]  # fmt: skip
        row.signals = {
            "topics": topics, "wishes": signals.wishes, "own_problems": signals.own_problems,
            "same_problems": signals.same_problems, "workarounds": signals.workarounds,
        }  # fmt: skip
    LeadCandidacy.objects.bulk_update(rows, ["ahead", "benefit", "computed_at", "signals"])
    return len(rows)


@one_transaction
def decide(
    candidacy: LeadCandidacy, *, invited: bool, reason: str, by: Person, at: datetime
) -> LeadInvitation:
    """A manager decides, with a reason that the candidate reads. Once.

    :raises NotAllowed: not a manager, or about herself. :raises Refused: `decided`. :raises Invalid: no reason.
    """
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))
    row = LeadCandidacy.objects.select_for_update().filter(pk=candidacy.pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such candidate."))
    if row.person_id == by.pk:
        raise NotAllowed("own", _("Somebody else has to decide about you."))
    if LeadInvitation.objects.filter(candidacy=row).exists():
        raise Refused("decided", _("This was decided already."))
    reason = texts.required(reason, field="reason", most=1000)
    made = LeadInvitation.objects.create(candidacy=row, invited=invited, reason=reason, by=by, at=at)  # fmt: skip
    announce(LeadUserDecided(person=str(row.person_id), invitation=made.pk), by=by, at=at)
    return made


@one_transaction
def accept(*, by: Person, at: datetime) -> LeadInvitation:
    """She comes into the space. Twice is once.

    :raises NotFound: she is not invited.
    """
    rows = LeadInvitation.objects.select_for_update(of=("self",))
    row = rows.filter(candidacy__person=by, invited=True).first()
    if not row:
        raise NotFound("not_found", _("There is no invitation for you."))
    if not row.accepted_at:
        row.accepted_at = at
        row.save(update_fields=["accepted_at"])
        announce(LeadUserJoined(person=str(by.pk)), by=by, at=at)
    return row


@one_transaction
def open_thread(*, title: str, body: str, by: Person, at: datetime) -> LeadThread:
    """A new subject in the space.

    :raises NotFound: for everyone who is not in. :raises Invalid: no words, or too many.
    """
    if not queries.may_enter(by, at=at):
        raise NotFound("not_found", _("There is no such thread."))
    title = texts.required(title, field="title", most=120)
    row = LeadThread.objects.create(title=title, author=by, at=at, last_at=at)
    _post(row, body, by, at)
    return row


@one_transaction
def reply(thread: LeadThread, *, body: str, by: Person, at: datetime) -> LeadPost:
    """One more word.

    :raises NotFound: for everyone who is not in. :raises Invalid: no words, or too many.
    """
    thread = queries.thread_for(by, thread.pk, at=at)
    return _post(thread, body, by, at)


def _post(thread: LeadThread, body: str, by: Person, at: datetime) -> LeadPost:
    turnstiles.enter("lead-post", most=POSTS_AN_HOUR, shared=POSTS_AN_HOUR, by=by, at=at)
    body = texts.required(body, field="body")
    row = LeadPost.objects.create(thread=thread, author=by, body=body, at=at)
    LeadThread.objects.filter(pk=thread.pk).update(last_at=at)
    announce(LeadPostWritten(thread=str(thread.pk), post=row.pk), by=by, at=at)
    return row
