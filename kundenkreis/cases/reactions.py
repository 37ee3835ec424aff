"""What this room does when something was announced."""

from kundenkreis.cases.events import (
    CaseClosedQuietly,
    CaseOpened,
    ContactLeft,
    MessageWritten,
    QuestionDue,
)
from kundenkreis.cases.models import Case, Message, Participant, PrivateFeedback
from kundenkreis.core.text import headline
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.events import (
    TrustedPersonAnswered,
    TrustedPersonEnded,
    TrustedPersonInvited,
    TrustEvent,
)
from kundenkreis.people.models import TrustedPerson


def confirm_case(event: CaseOpened | ContactLeft, *, row: EventRow) -> None:
    """The customer has it in writing, with the link that opens it again."""
    case = Case.objects.select_related("customer").get(pk=event.case)
    # Of a visit in a series she is told by the series.
    if case.customer.reachable_at and case.channel != Case.Channel.SERIES:
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


def ask_whether_it_helped(event: QuestionDue, *, row: EventRow) -> None:
    """The one private question, to every customer; a second time, and never a third."""
    case = Case.objects.select_related("customer").get(pk=event.case)
    if PrivateFeedback.objects.filter(case=case).exists():
        return
    kind = "case_question_again" if event.again else "case_closed_question"
    values = {"title": case.title, "reference": case.reference}
    path = f"{case.path}feedback/"
    notify(person=case.customer, kind=kind, row=row, values=values, path=path)


def say_that_it_is_closed(event: CaseClosedQuietly, *, row: EventRow) -> None:
    """Its customer hears that the clock has closed it, unless it was opened again meanwhile."""
    case = Case.objects.select_related("customer").get(pk=event.case)
    if case.is_open:
        return
    values = {"title": case.title, "reference": case.reference}
    notify(
        person=case.customer,
        kind="case_closed_quietly",
        row=row,
        values=values,
        path=case.path,
    )


def ask_both(event: TrustedPersonInvited, *, row: EventRow) -> None:
    """Who is asked gets the link; the customer too, where an agent wrote it down for her."""
    trust = _trust(event)
    values = {"customer": trust.customer.shown_name, "name": trust.name}
    path = f"/trusted-persons/{trust.pk}/invitation/"
    if not trust.confirmed_at and not trust.ended_at:
        notify(person=trust.person, kind="trusted_asked", row=row, values=values, path=path)
    if trust.agreed_at is None:
        path = _who_may_act(trust)
        notify(
            person=trust.customer,
            kind="trusted_to_agree",
            row=row,
            values=values,
            path=path,
        )


def tell_of_answer(event: TrustedPersonAnswered, *, row: EventRow) -> None:
    """The customer hears that he said yes."""
    trust = _trust(event)
    notify(
        person=trust.customer, kind="trusted_answered", row=row,
        values={"name": trust.name}, path=_who_may_act(trust),
    )  # fmt: skip


def tell_of_end(event: TrustedPersonEnded, *, row: EventRow) -> None:
    """Both hear that it is over."""
    trust = _trust(event)
    values = {"customer": trust.customer.shown_name, "name": trust.name}
    for person in (trust.customer, trust.person):
        path = _who_may_act(trust) if person == trust.customer else "/trusted-persons/"
        notify(person=person, kind="trusted_ended", row=row, values=values, path=path)


def _trust(event: TrustEvent) -> TrustedPerson:
    return TrustedPerson.objects.select_related("customer", "person").get(pk=event.trust)


def _who_may_act(trust: TrustedPerson) -> str:
    """The customer's page: a guest's hangs on her case."""
    case = trust.only_case
    if trust.customer.is_guest and case:
        return f"/cases/{case}/trusted-persons/"
    return "/trusted-persons/"
