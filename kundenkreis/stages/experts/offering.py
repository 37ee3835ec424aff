"""Whom to ask, for how much, and noting what they answer. Steps of the actions, in their transaction."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import actions as ledger
from kundenkreis.people.models import Person
from kundenkreis.stages.experts import queries, ranking, steps
from kundenkreis.stages.experts.events import (
    ConsultationClosed,
    ConsultationOffered,
    ConsultationOfferEnded,
)
from kundenkreis.stages.experts.models import Consultation, ConsultationOffer, Expert


def wanted_or_all(
    case: Case, expert: Expert | None, *, at: datetime, draw: int
) -> queries.Candidates:
    """The one expert who is wanted, or everyone who could take the case, best first.

    :raises Refused: `expert_away`, `no_expert`.
    """
    found = queries.candidates(case, at=at, draw=draw)
    if expert:
        found = [each for each in found if each.expert == expert]
        if not found:
            raise Refused(
                "expert_away",
                _("This expert cannot take your case now. Please choose someone else."),
            )
    if not found:
        raise Refused(
            "no_expert",
            _("Nobody of our experts fits this case now. Please choose another way."),
        )
    return found


def price(case: Case, found: queries.Candidates, expert: Expert | None) -> Money:
    """What this consultation costs: her price, or the open one."""
    currency = case.brand.currency
    if expert:
        return Money(queries.price_of(expert, queries.terms()), currency)
    return queries.open_price(found, currency=currency)


def ask(
    consultation: Consultation,
    found: queries.Candidates,
    *,
    by: Person | None,
    at: datetime,
) -> int:
    """Ask the best three who are there now; the one who is wanted is asked at any hour.

    Nobody is woken for a case that others could answer awake.
    """
    there = [
        (rank, each)
        for rank, each in enumerate(found, start=1 + consultation.offers.count())
        if consultation.wanted_id or each.fit.available == 1
    ][: ranking.WAVE]
    for rank, each in there:
        ConsultationOffer.objects.create(
            consultation=consultation,
            expert=each.expert,
            offered_at=at,
            rank=rank,
            reasons=each.fit.as_json(),
        )
        announce(
            ConsultationOffered(
                expert=str(each.expert.person_id), **steps.ids(consultation)
            ),
            by=by,
            at=at,
        )
    return len(there)


def left(consultation: Consultation, *, at: datetime) -> queries.Candidates:
    """Who could still be asked, now or later, best first."""
    asked = set(consultation.offers.values_list("expert", flat=True))
    found = queries.candidates(consultation.case, at=at, draw=consultation.pk.int)
    fresh = [each for each in found if each.expert.pk not in asked]
    return queries.affordable(fresh, consultation.price)


def ask_rest(consultation: Consultation, *, by: Person | None, at: datetime) -> int:
    """The next wave."""
    return ask(consultation, left(consultation, at=at), by=by, at=at)


def answer(offer: ConsultationOffer, said: str, *, why: str = "", at: datetime) -> None:
    """Note what the expert said."""
    offer.answer, offer.answered_at, offer.why = said, at, texts.tidy(why)[:300]
    offer.save(update_fields=["answer", "answered_at", "why"])


def tell_the_others(consultation: Consultation, *, by: Person | None, at: datetime) -> None:
    """Whoever has not answered need not any more."""
    waiting = consultation.offers.filter(answered_at__isnull=True).select_related("expert")
    for offer in waiting:
        answer(offer, ConsultationOffer.Answer.GONE, at=at)
        announce(
            ConsultationOfferEnded(
                expert=str(offer.expert.person_id), **steps.ids(consultation)
            ),
            by=by,
            at=at,
        )


def close(
    consultation: Consultation, way: str, *, by: Person | None, at: datetime
) -> Consultation:
    """It came to no talk: everybody is told, the attempt is called off, the money goes back."""
    steps.move(consultation, way, at=at)
    tell_the_others(consultation, by=by, at=at)
    steps.let_out(consultation, by=by, at=at)
    if consultation.attempt.state == "open":
        cases.withdraw_attempt(consultation.attempt, by=by, at=at)
    announce(
        ConsultationClosed(state=consultation.state, **steps.ids(consultation)),
        by=by,
        at=at,
    )
    ledger.refund(
        subject=consultation.subject,
        reason=f"consultation_{consultation.state}",
        idem=f"{consultation.subject}:refund",
        by=by,
        at=at,
    )
    return consultation
