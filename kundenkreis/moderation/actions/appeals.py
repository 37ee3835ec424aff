"""Objections: the author, or who sent a notice, asks for another look; somebody else decides."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, rules, socket
from kundenkreis.moderation.actions.suspending import lift
from kundenkreis.moderation.events import AppealDecided, AppealMade, ContentDecided
from kundenkreis.moderation.models import (
    Appeal,
    ContentNotice,
    Outcome,
    QueueItem,
    StatementOfReasons,
    Suspension,
)
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of

GONE = (Outcome.HIDDEN, Outcome.REMOVED)


@one_transaction
def object_to(
    statement: StatementOfReasons,
    *,
    text: str,
    notice: ContentNotice | None = None,
    by: Person | None,
    at: datetime,
) -> Appeal:
    """Somebody objects to a decision, once, within six months. Twice is once.

    The author to what takes something from her; `notice`: who sent it, to what did not follow it.

    :raises NotFound: not hers. :raises Refused: `too_late`, `nothing_taken`. :raises Invalid: no words.
    """
    locks.hold(f"statement:{statement.pk}")
    author = by is not None and statement.author_id == by.pk
    if not author and notice is None:
        raise NotFound("not_found", _("There is no such decision."))
    if author and not statement.restricts:
        raise Refused("nothing_taken", _("This decision takes nothing from you."))
    if at > statement.at + Appeal.DAYS:
        raise Refused("too_late", _("The time to object has passed."))
    if known := Appeal.objects.filter(statement=statement, notice=notice).first():
        return known
    row = Appeal.objects.create(
        statement=statement,
        by=by if author else None,
        notice=None if author else notice,
        text=texts.required(text, field="text", most=2000),
        at=at,
    )
    announce(AppealMade(target=statement.target, appeal=str(row.pk)), by=by, at=at)
    return row


@one_transaction
def decide_appeal(
    appeal: Appeal, *, outcome: str, answer: str, by: Person, at: datetime
) -> Appeal:
    """Somebody who did not decide before says whether it was right, with reasons. Twice is once.

    Overturned: the text is shown again or the suspension ends; for a notice, the text waits anew.

    :raises NotAllowed: not a moderator, or she decided before. :raises Invalid: no outcome, no reasons.
    """
    if not rules.may_moderate(roles_of(by, at=at)):
        raise NotAllowed("moderators_only", _("Only moderators decide about texts."))
    row = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    statement = row.statement
    if row.decided_at:
        return row
    if by.pk in (statement.by_id, statement.second_id, statement.author_id):
        sentence = _("Somebody else has to decide: you decided before.")
        raise NotAllowed("decided_before", sentence)
    if outcome not in Appeal.Outcome.values:
        sentence = _("Please choose.")
        raise Invalid("unknown_outcome", sentence, {"outcome": sentence})
    row.outcome, row.decided_by, row.decided_at = outcome, by, at
    row.answer = texts.required(answer, field="answer", most=2000)
    row.save()
    if outcome == Appeal.Outcome.OVERTURNED:
        _undo(row, by=by, at=at)
    announce(AppealDecided(target=statement.target, appeal=str(row.pk)), by=by, at=at)
    return row


def _undo(appeal: Appeal, *, by: Person, at: datetime) -> None:
    statement = appeal.statement
    if statement.outcome == Outcome.SUSPENDED:
        for row in Suspension.objects.filter(
            person=statement.author, ended_at=None, in_force_at=statement.at
        ):
            lift(row, facts=appeal.answer, by=by, at=at)
        return
    locks.hold(statement.target)
    things = queries.things_of([statement.target])
    thing = things.get(statement.target)
    if not thing:
        return
    if appeal.notice_id:
        _wait_anew(appeal, at=at)
    elif statement.outcome in GONE and thing.hidden_at and not thing.taken_back:
        socket.PLUGS[thing.kind].restore(thing.id, by=by, at=at)
        again = StatementOfReasons.objects.create(
            target=thing.target, author=thing.author, outcome=Outcome.RESTORED, rule="",
            facts=appeal.answer, by=by, source=statement.source, at=at,
        )  # fmt: skip
        announce(ContentDecided(target=again.target, statement=str(again.pk)), by=by, at=at)


def _wait_anew(appeal: Appeal, *, at: datetime) -> None:
    statement = appeal.statement
    QueueItem.objects.get_or_create(
        target=statement.target,
        decided_at=None,
        defaults={
            "author": statement.author,
            "source": statement.source,
            "opened_at": at,
            "signs": [appeal.answer],
        },
    )
