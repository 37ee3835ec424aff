"""What this room does when something was announced."""

from kundenkreis.cases.events import CaseOpened, CaseSolved, ContactLeft, MessageWritten
from kundenkreis.cases.models import Case, Message, Participant
from kundenkreis.core.text import headline
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow


def confirm_case(event: CaseOpened | ContactLeft, *, row: EventRow) -> None:
    """The customer has it in writing, with the link that opens it again."""
    case = Case.objects.select_related("customer").get(pk=event.case)
    if case.customer.reachable_at:
        values = {"title": case.title, "reference": case.reference}
        notify(
            person=case.customer,
            kind="case_received",
            row=row,
            values=values,
            path=case.path,
        )


def pass_message_on(event: MessageWritten, *, row: EventRow) -> None:
    """Everyone around the case hears of a message, but not its author; staff look at the desk."""
    message = Message.objects.select_related("case__customer", "author").get(
        pk=event.message
    )
    case = message.case
    if message.internal or message.author is None:
        return
    values = {
        "title": case.title,
        "author": message.author.shown_name,
        "text": headline(message.text, 600),
    }
    if message.author_id != case.customer_id:
        notify(
            person=case.customer,
            kind="case_answered",
            row=row,
            values=values,
            path=case.path,
        )
    for other in (
        Participant.objects.current(row.at)
        .filter(case=case)
        .exclude(person=message.author_id)
        .select_related("person")
    ):
        notify(
            person=other.person,
            kind="customer_wrote",
            row=row,
            values=values,
            path=case.path,
        )


def ask_whether_it_helped(event: CaseSolved, *, row: EventRow) -> None:
    """The one private question, to every customer."""
    case = Case.objects.select_related("customer").get(pk=event.case)
    values = {"title": case.title, "reference": case.reference}
    notify(
        person=case.customer,
        kind="case_closed_question",
        row=row,
        values=values,
        path=f"{case.path}feedback/",
    )
