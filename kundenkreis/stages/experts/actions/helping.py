"""What an expert does: take it, refuse it, end it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.experts import events, offering, ranking, steps
from kundenkreis.stages.experts.models import Consultation, ConsultationOffer, Expert


@transaction.atomic
def accept(consultation: Consultation, *, by: Person, at: datetime) -> Consultation:
    """An expert takes the case, and sees it from now on. Of two at once, one does.

    :raises Refused: `taken`, `over`, `hands_full`. :raises NotAllowed: was not asked.
    """
    consultation = steps.locked(consultation)
    offer = _offer_to(consultation, by)
    if offer.answer == ConsultationOffer.Answer.ACCEPTED:
        return consultation
    if consultation.state != Consultation.State.OFFERED:
        raise steps.no_longer(consultation)
    expert = Expert.objects.select_for_update().get(pk=offer.expert_id)
    running = Consultation.objects.all().of_expert(expert).filter(state="accepted").count()
    if running >= ranking.MOST_AT_ONCE:
        raise Refused(
            "hands_full",
            _("You have three consultations under way. Please end one of them first."),
        )
    consultation.expert = expert
    steps.move(consultation, "acceptance", at=at)
    offering.answer(offer, ConsultationOffer.Answer.ACCEPTED, at=at)
    offering.tell_the_others(consultation, by=by, at=at)
    cases.let_in(consultation.case, by, role="expert", by=by, at=at)
    announce(
        events.ConsultationAccepted(expert=str(by.pk), **steps.ids(consultation)),
        by=by,
        at=at,
    )
    return consultation


@transaction.atomic
def decline(
    consultation: Consultation, *, why: str = "", by: Person, at: datetime
) -> Consultation:
    """An expert says no. The next is asked; when nobody is left, the money goes back.

    :raises NotAllowed: was not asked. :raises Refused: `taken`, `over`.
    """
    consultation = steps.locked(consultation)
    offer = _offer_to(consultation, by)
    if offer.answer == ConsultationOffer.Answer.DECLINED:
        return consultation
    if consultation.state != Consultation.State.OFFERED:
        raise steps.no_longer(consultation)
    offering.answer(offer, ConsultationOffer.Answer.DECLINED, why=why, at=at)
    if consultation.offers.all().waiting().exists():
        return consultation
    if consultation.wanted_id or not offering.left(consultation, at=at):
        return offering.close(consultation, "refusal", by=by, at=at)
    offering.ask_rest(consultation, by=by, at=at)
    return consultation


@transaction.atomic
def end(
    consultation: Consultation, *, summary: str = "", by: Person | None, at: datetime
) -> Consultation:
    """The expert ends the talk with a summary for the customer; after seven days the clock does.

    :raises NotAllowed: not the expert of it. :raises Refused: `over`. :raises Invalid: no summary.
    """
    consultation = steps.locked(consultation)
    expert = consultation.expert
    if by and (expert is None or expert.person_id != by.pk):
        raise NotAllowed("not_yours", _("Only the expert of this case can end it."))
    if consultation.state in (Consultation.State.ENDED, Consultation.State.RATED):
        return consultation
    if by:
        summary = texts.required(summary, field="summary", most=4000)
        cases.write(
            consultation.case, text=summary, by=by, at=at, attempt=consultation.attempt
        )
    consultation.summary = summary
    steps.move(consultation, "end", at=at)
    steps.count_job(consultation)
    announce(events.ConsultationEnded(**steps.ids(consultation)), by=by, at=at)
    return consultation


def _offer_to(consultation: Consultation, person: Person) -> ConsultationOffer:
    offer = consultation.offers.filter(expert__person=person).first()
    if offer is None:
        raise NotAllowed("not_asked", _("You were not asked about this case."))
    return offer
