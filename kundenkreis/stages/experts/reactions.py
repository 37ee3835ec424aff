"""What this room does when something was announced."""

from typing import Any

from kundenkreis.cases.events import CaseClosed, CaseSolved
from kundenkreis.core.refusal import Refused
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.stages.experts import actions, queries
from kundenkreis.stages.experts.events import (
    ConsultationAccepted,
    ConsultationClosed,
    ConsultationComplained,
    ConsultationEnded,
    ConsultationEvent,
    ConsultationOffered,
    ConsultationOfferEnded,
    ConsultationReviewed,
    ConsultationSettled,
)
from kundenkreis.stages.experts.models import Consultation

# For a case whose topic nobody has named.
OTHER = {"de": "Verschiedenes", "en": "Other topics", "fr": "Divers", "it": "Varie"}


def ask_expert(event: ConsultationOffered, *, row: EventRow) -> None:
    """The expert hears of the offer, while it is open."""
    consultation = _consultation(event)
    waiting = consultation.offers.all().waiting().filter(expert__person_id=event.expert)
    if waiting.exists():
        person = Person.objects.get(pk=event.expert)
        _tell(person, "consultation_offered", consultation, row, path=consultation.path)


def spare_expert(event: ConsultationOfferEnded, *, row: EventRow) -> None:
    """The expert need not answer any more."""
    person = Person.objects.get(pk=event.expert)
    _tell(person, "consultation_gone", _consultation(event), row, path="/consultations/")


def introduce_expert(event: ConsultationAccepted, *, row: EventRow) -> None:
    """The customer hears who helps."""
    consultation = _consultation(event)
    _tell_customer("consultation_accepted", consultation, row)


def console_customer(event: ConsultationClosed, *, row: EventRow) -> None:
    """Nobody took it. Who called it off knows already."""
    if event.state != Consultation.State.WITHDRAWN:
        _tell_customer("consultation_closed", _consultation(event), row)


def ask_for_review(event: ConsultationEnded, *, row: EventRow) -> None:
    """The customer is asked to judge."""
    consultation = _consultation(event)
    path = f"{consultation.case.path}consultation/review/"
    _tell(consultation.customer, "consultation_ended", consultation, row, path=path)


def show_review(event: ConsultationReviewed, *, row: EventRow) -> None:
    """The expert reads the review."""
    _tell_expert("consultation_reviewed", _consultation(event), row, stars=event.stars)


def warn_expert(event: ConsultationComplained, *, row: EventRow) -> None:
    """The expert hears of the complaint; the staff see it at the desk."""
    _tell_expert("consultation_complained", _consultation(event), row)


def tell_money(event: ConsultationSettled, *, row: EventRow) -> None:
    """Who receives money, and who does not."""
    consultation = _consultation(event)
    if event.paid:
        _tell_expert("consultation_paid", consultation, row)
        return
    _tell_expert("consultation_not_paid", consultation, row)
    _tell_customer("consultation_refunded", consultation, row)


def call_off(event: CaseSolved | CaseClosed, *, row: EventRow) -> None:
    """The case is closed: nobody need be asked, the money goes back. A talk under way goes on."""
    for consultation in Consultation.objects.all().live().filter(case_id=event.case):
        try:
            actions.withdraw(consultation, by=None, at=row.at)
        except Refused as refused:
            if refused.reason != "under_way":
                raise


def _consultation(event: ConsultationEvent) -> Consultation:
    return Consultation.objects.select_related(
        "case__brand", "case__topic", "customer", "expert__person"
    ).get(pk=event.consultation)


def _tell(
    person: Person,
    kind: str,
    consultation: Consultation,
    row: EventRow,
    *,
    path: str,
    **more: Any,
) -> None:
    case, expert = consultation.case, consultation.expert
    values = {
        "title": case.title,
        "topic": case.topic.words if case.topic else OTHER,
        "expert": expert.person.shown_name if expert else "",
        "amount": consultation.money,
        "share": queries.share_of(consultation),
        "until": consultation.expires_at,
        **more,
    }
    notify(person=person, kind=kind, row=row, values=values, path=path)


def _tell_customer(kind: str, consultation: Consultation, row: EventRow) -> None:
    _tell(consultation.customer, kind, consultation, row, path=consultation.case.path)


def _tell_expert(kind: str, consultation: Consultation, row: EventRow, **more: Any) -> None:
    if consultation.expert:
        person = consultation.expert.person
        _tell(person, kind, consultation, row, path=consultation.path, **more)
