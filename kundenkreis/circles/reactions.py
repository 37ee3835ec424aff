"""Who is invited hears why; the team hears what waits on the line, and when a promise ends."""

from datetime import datetime
from uuid import UUID

from kundenkreis.circles import actions
from kundenkreis.circles.events import CircleInvited, DirectLineDue, DirectLineWritten
from kundenkreis.circles.models import CircleInvitation, DirectLine
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.pauses.events import PauseOver
from kundenkreis.pauses.queries import pause_of
from kundenkreis.people.models import Person
from kundenkreis.spaces.events import SpaceAnswerGiven
from kundenkreis.spaces.models import SpaceAnswer


def tell_invited(event: CircleInvited, *, row: EventRow) -> None:
    """Unless she has answered meanwhile; who pauses hears of it afterwards."""
    found = CircleInvitation.objects.select_related("person").filter(pk=event.invitation, answered_at=None).first()  # fmt: skip
    if found and not pause_of(found.person, at=row.at):
        _invite(found, row)


def tell_invited_later(event: PauseOver, *, row: EventRow) -> None:
    """She was asked in while she rested."""
    found = CircleInvitation.objects.select_related("person").filter(person=UUID(event.person), answered_at=None).first()  # fmt: skip
    if found and found.at >= datetime.fromisoformat(event.since):
        _invite(found, row)


def _invite(found: CircleInvitation, row: EventRow) -> None:
    notify(person=found.person, kind="circle_invited", row=row, values={"reason": found.reason}, path="/circle/")  # fmt: skip


def _tell_team(line: DirectLine, kind: str, row: EventRow) -> None:
    values = {"title": line.question.title, "name": line.question.author.shown_name, "until": line.due_at}  # fmt: skip
    for person in Person.objects.holding("manager", row.at):
        notify(person=person, kind=kind, row=row, values=values, path=f"/circle/lines/{line.pk}/")  # fmt: skip


def _line(pk: int) -> DirectLine | None:
    rows = DirectLine.objects.select_related("question__author")
    return rows.filter(pk=pk, answered_at=None, question__hidden_at=None).first()


def tell_team(event: DirectLineWritten, *, row: EventRow) -> None:
    """Managers, with until when."""
    if line := _line(event.line):
        _tell_team(line, "direct_line_written", row)


def tell_of_promise(event: DirectLineDue, *, row: EventRow) -> None:
    """Managers, if it still waits."""
    if line := _line(event.line):
        kind = "direct_line_overdue" if event.overdue else "direct_line_due"
        _tell_team(line, kind, row)


def note_answer(event: SpaceAnswerGiven, *, row: EventRow) -> None:
    """Somebody of the team answered on the page of the space."""
    rows = SpaceAnswer.objects.select_related("author")
    answer = rows.filter(pk=UUID(event.answer)).first()
    if answer:
        actions.note_answer(answer, by=row.by, at=row.at)
