"""What follows the end: a review, a complaint and its decision, the money."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.experts import events, rules, steps
from kundenkreis.stages.experts.models import Consultation, ConsultationReview


@transaction.atomic
def review(
    consultation: Consultation,
    *,
    stars: int,
    text: str = "",
    helped: bool | None = None,
    by: Person,
    at: datetime,
) -> ConsultationReview:
    """The customer judges, once; the expert is paid, and asked more often when judged well.

    `helped`: True solves the case through this attempt, False keeps it as one that did not help.

    :raises NotAllowed: not the customer. :raises Refused: `not_ended`, `already_rated`, `too_late`.
    :raises Invalid: `bad_stars`.
    """
    consultation = steps.locked(consultation)
    steps.may_judge(consultation, by=by, at=at)
    expert, ended_at = steps.check_ratable(consultation, stars, at=at)
    given = ConsultationReview.objects.create(
        consultation=consultation,
        expert=expert,
        customer=consultation.customer,
        ended_at=ended_at,
        stars=stars,
        text=texts.tidy(text)[:2000],
        helped=helped,
        by=by,
        at=at,
    )
    steps.move(consultation, "review", at=at)
    steps.judge(given, at=at)
    if not (consultation.settled_at or consultation.complained_at):
        steps.pay(consultation, by=by, at=at)
    steps.tell_case(consultation, helped=helped, why=given.text, by=by, at=at)
    announce(
        events.ConsultationReviewed(stars=stars, **steps.ids(consultation)),
        by=by,
        at=at,
    )
    return given


@transaction.atomic
def complain(
    consultation: Consultation, *, text: str, by: Person, at: datetime
) -> Consultation:
    """Something was wrong: the money waits until a human of the brand has decided.

    :raises NotAllowed: not the customer. :raises Refused: `not_ended`, `already_settled`.
    """
    consultation = steps.locked(consultation)
    steps.may_judge(consultation, by=by, at=at)
    steps.check_unsettled(consultation)
    if consultation.complained_at is None:
        consultation.complaint = texts.required(text, field="text", most=4000)
        consultation.complained_at = at
        consultation.save(update_fields=["complaint", "complained_at"])
        announce(events.ConsultationComplained(**steps.ids(consultation)), by=by, at=at)
    return consultation


@transaction.atomic
def decide(
    consultation: Consultation, *, refund: bool, by: Person, at: datetime
) -> Consultation:
    """A human of the brand decides a complaint: all back to who paid, or paid to the expert.

    :raises NotAllowed: not the staff. :raises Refused: `no_complaint`, `already_settled`.
    """
    consultation = steps.locked(consultation)
    if not is_staff(by, at=at):
        raise NotAllowed("staff_only", _("Only our team decides complaints."))
    if consultation.expert and consultation.expert.person_id == by.pk:
        raise NotAllowed("own_work", _("Somebody else has to judge your own work."))
    steps.check_unsettled(consultation)
    if consultation.complained_at is None:
        raise Refused("no_complaint", _("Nobody has complained about this consultation."))
    if refund:
        steps.give_back(consultation, reason="complaint_upheld", by=by, at=at)
    else:
        steps.pay(consultation, by=by, at=at)
    return consultation


@transaction.atomic
def settle(consultation: Consultation, *, by: None = None, at: datetime) -> Consultation:
    """A day after the end without complaint: the expert is paid."""
    consultation = steps.locked(consultation)
    if (
        consultation.ended_at
        and consultation.ended_at + rules.COMPLAINT_WITHIN <= at
        and not (consultation.settled_at or consultation.complained_at)
    ):
        steps.pay(consultation, by=by, at=at)
    return consultation
