"""Everything that can happen at the desk, as sentences."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case, Message
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds, is_staff
from kundenkreis.stages.desk import queries
from kundenkreis.stages.desk.events import (
    AgentWriting,
    CallbackAsked,
    CallbackDone,
    CallbackDue,
    CaseReleased,
    CaseTaken,
)
from kundenkreis.stages.desk.models import Assignment, CallbackWish


@transaction.atomic
def take(case: Case, *, by: Person, at: datetime) -> Assignment:
    """An agent works on the case from now on. Of two at once, one does.

    :raises NotAllowed: not the staff. :raises Refused: `taken`, `case_closed`.
    """
    _staff(by, at=at)
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    assignment = queries.assignment_of(case)
    if assignment is None:
        assignment = Assignment.objects.create(case=case, agent=by, taken_at=at)
        cases.begin(case, stage="desk", by=by, at=at)
        announce(CaseTaken(case=str(case.pk), agent=str(by.pk)), by=by, at=at)
    elif assignment.agent_id != by.pk:
        raise Refused(
            "taken",
            _("%(name)s works on this case.") % {"name": assignment.agent.shown_name},
        )
    return assignment


@transaction.atomic
def release(case: Case, *, by: Person | None, at: datetime) -> None:
    """Nobody works on the case any more; it waits again. Releasing twice is once.

    :raises NotAllowed: neither the agent nor a manager.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    assignment = queries.assignment_of(case)
    if assignment is None:
        return
    if by and assignment.agent_id != by.pk and not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed(
            "not_yours", _("Only who works on a case, or a manager, releases it.")
        )
    assignment.released_at = max(at, assignment.taken_at)
    assignment.save(update_fields=["released_at"])
    announce(CaseReleased(case=str(case.pk)), by=by, at=at)


@transaction.atomic
def reply(
    case: Case, *, text: str, internal: bool = False, by: Person, at: datetime
) -> Message:
    """An agent answers the customer, and takes the case if nobody has; or notes something for the team.

    :raises NotAllowed: not the staff. :raises Invalid: no words, or too many.
    """
    _staff(by, at=at)
    if not internal and case.is_open and queries.assignment_of(case) is None:
        take(case, by=by, at=at)
    Assignment.objects.all().live().filter(case=case, agent=by).update(writing_at=None)
    attempt = case.attempts.filter(stage="desk", state="open").first()
    return cases.write(case, text=text, internal=internal, attempt=attempt, by=by, at=at)


@transaction.atomic
def write_on(case: Case, *, by: Person, at: datetime) -> None:
    """The agent who works on the case is typing: colleagues and customer may see it for a minute."""
    mine = Assignment.objects.all().live().filter(case=case, agent=by)
    assignment = mine.select_for_update().first()
    if assignment is None:
        return
    fresh = not queries.is_writing(assignment, at=at)
    assignment.writing_at = at
    assignment.save(update_fields=["writing_at"])
    if fresh:
        announce(AgentWriting(case=str(case.pk)), by=by, at=at)


@transaction.atomic
def open_for_caller(
    *,
    text: str,
    name: str = "",
    phone: str = "",
    email: str = "",
    postal_code: str = "",
    language: str = "",
    by: Person,
    at: datetime,
) -> Case:
    """An agent writes down what a caller says; from here on it is the caller's case like any other.

    :raises NotAllowed: not the staff. :raises Invalid: no words, or not an address.
    """
    _staff(by, at=at)
    caller = people.welcome_guest(language=language or by.language, by=by, at=at)
    people.leave_contact(caller, name=name, phone=phone, email=email, by=by, at=at)
    case = cases.open_case(
        customer=caller,
        text=text,
        language=language,
        postal_code=postal_code,
        channel=Case.Channel.PHONE,
        by=by,
        at=at,
    )
    cases.make_key(case, by=by, at=at)
    take(case, by=by, at=at)
    return case


@transaction.atomic
def ask_for_callback(
    *,
    name: str,
    phone: str,
    call_from: datetime,
    call_until: datetime,
    text: str = "",
    customer: Person,
    by: Person,
    at: datetime,
) -> CallbackWish:
    """Someone wants to be called in one of the offered windows: a case that waits at the desk.

    :raises Invalid: `bad_phone`, `bad_window`.
    """
    if sum(character.isdigit() for character in phone) < 6:
        sentence = _("Please write the telephone number we may call.")
        raise Invalid("bad_phone", sentence, {"phone": sentence})
    if not at < call_until or call_from >= call_until:
        sentence = _("This time is over. Please choose another one.")
        raise Invalid("bad_window", sentence, {"when": sentence})
    people.leave_contact(customer, name=name, phone=phone, by=by, at=at)
    text = texts.tidy(text) or _("Please call me back.")
    case = cases.open_case(customer=customer, text=text, by=by, at=at)
    cases.begin(case, stage="desk", by=by, at=at)
    wish = CallbackWish.objects.create(
        case=case, call_from=call_from, call_until=call_until, asked_at=at
    )
    announce(CallbackAsked(case=str(case.pk), wish=str(wish.pk)), by=by, at=at)
    return wish


@transaction.atomic
def remind(wish: CallbackWish, *, by: None = None, at: datetime) -> None:
    """The time to call has come: the team hears of it once."""
    wish = CallbackWish.objects.select_for_update().get(pk=wish.pk)
    if wish.done_at or wish.reminded_at or wish.call_from > at:
        return
    wish.reminded_at = at
    wish.save(update_fields=["reminded_at"])
    announce(CallbackDue(case=str(wish.case_id), wish=str(wish.pk)), by=by, at=at)


@transaction.atomic
def note_call(wish: CallbackWish, *, by: Person, at: datetime) -> CallbackWish:
    """The customer was called. :raises NotAllowed: not the staff."""
    _staff(by, at=at)
    wish = CallbackWish.objects.select_for_update().get(pk=wish.pk)
    if wish.done_at is None:
        wish.done_at, wish.done_by = at, by
        wish.save(update_fields=["done_at", "done_by"])
        announce(CallbackDone(case=str(wish.case_id), wish=str(wish.pk)), by=by, at=at)
    return wish


def _staff(person: Person, *, at: datetime) -> None:
    if not is_staff(person, at=at):
        raise NotAllowed("staff_only", _("Only our team works at the desk."))
