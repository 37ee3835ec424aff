"""Everything that can happen around the circle, as sentences."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.circles import promises, queries
from kundenkreis.circles.events import (
    CircleAnswered,
    CircleInvited,
    CirclePromiseSet,
    DirectLineAnswered,
    DirectLineDue,
    DirectLineWritten,
)
from kundenkreis.circles.models import CircleInvitation, CirclePromise, DirectLine
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds, is_staff, person_with_address
from kundenkreis.spaces import actions as spaces
from kundenkreis.spaces.models import Space, SpaceAnswer


def _manager(by: Person, at: datetime) -> None:
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))


def _circle() -> Space:
    space = queries.circle()
    if not space:
        raise NotFound("not_found", _("There is no circle yet."))
    return space


@one_transaction
def open_circle(*, name: str, by: Person, at: datetime) -> Space:
    """The brand begins a circle, one at a time; the manager keeps it. Twice is once.

    :raises NotAllowed: not a manager. :raises Invalid: no name.
    """
    _manager(by, at)
    return queries.circle() or spaces.found(name=name, kind="circle", by=by, at=at)


@one_transaction
def invite(*, email: str, reason: str, by: Person, at: datetime) -> CircleInvitation:
    """A manager asks a member in and says why; she reads it. Twice is once.

    :raises NotAllowed: not a manager. :raises NotFound: there is no circle. :raises Invalid: no reason, no
    account with this address. :raises Refused: `in_already`.
    """
    _manager(by, at)
    space = _circle()
    reason = texts.required(reason, field="reason", most=1000)
    person = person_with_address(people.address(email))
    if not person or is_staff(person, at=at):
        sentence = _("No member has this address.")
        raise Invalid("no_member", sentence, {"email": sentence})
    if queries.is_in(person, space):
        sentence = _("This person is in already.")
        raise Refused("in_already", sentence, {"email": sentence})
    row, fresh = CircleInvitation.objects.get_or_create(person=person, answered_at=None, defaults={"reason": reason, "by": by, "at": at})  # fmt: skip
    if fresh:
        announce(CircleInvited(invitation=row.pk), by=by, at=at)
    return row


@one_transaction
def answer_invitation(*, accepts: bool, by: Person, at: datetime) -> CircleInvitation:
    """She comes, or does not want to; nothing follows from a no.

    :raises NotFound: nobody asked her, or the circle has ended.
    """
    rows = CircleInvitation.objects.select_for_update()
    row = rows.filter(person=by, answered_at=None).first()
    if not row:
        raise NotFound("not_found", _("There is no invitation for you."))
    if accepts:
        spaces.take_in(_circle(), by, by=by, at=at)
    row.answered_at, row.accepted = at, accepts
    row.save(update_fields=["answered_at", "accepted"])
    announce(CircleAnswered(invitation=row.pk), by=by, at=at)
    return row


@one_transaction
def set_promise(*, days: int, reason: str, by: Person, at: datetime) -> CirclePromise:
    """Within so many working days the brand answers what is written from now on.

    :raises NotAllowed: not a manager. :raises Invalid: not 1 to 10, or no reason.
    """
    _manager(by, at)
    if not 1 <= days <= 10:
        sentence = _("Please type a number of days from 1 to 10.")
        raise Invalid("bad_days", sentence, {"days": sentence})
    reason = texts.required(reason, field="reason", most=1000)
    row = CirclePromise.objects.create(days=days, reason=reason, by=by, at=at)
    announce(CirclePromiseSet(days=days), by=by, at=at)
    return row


@one_transaction
def write_to_brand(*, title: str, body: str, by: Person, at: datetime) -> DirectLine:
    """Somebody of the circle writes to the brand; the others read along.

    :raises NotFound: she is not in. :raises NotAllowed: she is of the team. :raises Invalid: no words.
    """
    if is_staff(by, at=at):
        raise NotAllowed("team", _("The line leads to the team, not from it."))
    question = spaces.ask(_circle(), title=title, body=body, by=by, at=at)
    row = DirectLine.objects.create(question=question, at=at, due_at=queries.due(at=at))
    announce(DirectLineWritten(line=row.pk), by=by, at=at)
    return row


@one_transaction
def answer_line(row: DirectLine, *, body: str, by: Person, at: datetime) -> SpaceAnswer:
    """The team answers; who does so is in the circle from then on, where all see it.

    :raises NotAllowed: not of the team. :raises Invalid: no words. :raises Refused: the circle has ended.
    """
    if not is_staff(by, at=at):
        raise NotAllowed("team_only", _("Only the team answers here."))
    space = row.question.space
    if not queries.is_in(by, space):
        spaces.take_in(space, by, by=by, at=at)
    made = spaces.answer(row.question, body=body, by=by, at=at)
    note_answer(made, by=by, at=at)
    return made


@one_transaction
def note_answer(answer: SpaceAnswer, *, by: Person | None, at: datetime) -> bool:
    """The first answer of the team keeps or breaks the promise, wherever it was written. Twice is once."""
    rows = DirectLine.objects.select_for_update().filter(question=answer.question_id)
    row = rows.filter(answered_at=None).first()
    if not row or not is_staff(answer.author, at=at):
        return False
    row.answer, row.answered_at = answer, max(answer.at, row.at)
    row.save(update_fields=["answer", "answered_at"])
    announce(DirectLineAnswered(line=row.pk), by=by, at=at)
    return True


@one_transaction
def remind(row: DirectLine, *, by: None = None, at: datetime) -> bool:
    """The clock says that a promise ends soon, or is broken: each once. False: it is not, or was answered."""
    now = DirectLine.objects.select_for_update().filter(pk=row.pk, answered_at=None).first()
    if not now:
        return False
    overdue = at >= now.due_at
    column = "overdue_at" if overdue else "reminded_at"
    if getattr(now, column) or at < now.due_at - promises.REMIND:
        return False
    setattr(now, column, at)
    now.save(update_fields=[column])
    announce(DirectLineDue(line=now.pk, overdue=overdue), by=None, at=at)
    return True
