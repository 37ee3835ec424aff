"""Reads around consultations: who could help, how soon, for how much; fetching through the person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case, Message
from kundenkreis.core import hours
from kundenkreis.core.held_back import held_back
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.helpers.standing import Standing
from kundenkreis.pauses.queries import pausing
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.experts import ranking
from kundenkreis.stages.experts.models import (
    Consultation,
    ConsultationOffer,
    ConsultationTerms,
    Expert,
)

# Minutes an expert usually takes to accept, until enough offers were answered to know.
USUAL_ANSWER, ENOUGH_ANSWERS = 10, 5
Candidates = Sequence[ranking.Candidate[Expert]]


def terms() -> ConsultationTerms:
    """What the brand lets a consultation cost."""
    return ConsultationTerms.objects.first() or ConsultationTerms()


def price_of(expert: Expert, brand_terms: ConsultationTerms) -> int:
    """Minor units this expert asks."""
    own = expert.price if brand_terms.own_prices else None
    return own or brand_terms.price


def standing_of(expert: Expert, *, at: datetime) -> Standing:
    """The standing as it is now, faded since the last judgement."""
    kept = Standing(expert.good, expert.bad)
    return kept.faded(at - expert.judged_at) if expert.judged_at else kept


def ready_at(expert: Expert, case: Case, *, at: datetime) -> datetime | None:
    """When the expert is there next by her own hours; `at` itself when she is there now."""
    return hours.opens_at(expert.hours, case.brand.zone, at)


def candidates(case: Case, *, at: datetime, draw: int = 1) -> Candidates:
    """Experts who could take the case now or later, best first, each with how well she fits.

    Left out: who does not speak the case's language, knows other topics only, pauses, has her
    hands full, is never there, or is the customer.
    """
    experts = _able([case.language], case.customer_id, at)
    prefetch_related_objects(experts, "topics")
    found = [
        ranking.Candidate(expert=expert, fit=_fit(expert, case, at=at))
        for expert in experts
    ]
    return ranking.ranked([each for each in found if each.fit.score > 0], draw=draw)


@asked
def _able(languages: list[str], customer: UUID, at: datetime) -> QuerySet[Expert]:
    able = Expert.objects.all().in_service(at).filter(languages__contains=languages)
    rows = able.exclude(person=customer).exclude(person__in=pausing(at)).select_related("person")  # fmt: skip
    running = Count("consultations", filter=Q(consultations__state="accepted"))
    return rows.annotate(running=running).order_by("since")


def _fit(expert: Expert, case: Case, *, at: datetime) -> ranking.Fit:
    ready = ready_at(expert, case, at=at)
    return ranking.Fit(
        topic=ranking.topic_fit(case.topic_id, (topic.pk for topic in expert.topics.all())),
        standing=standing_of(expert, at=at).lower_bound,
        available=ranking.availability(ready - at if ready else None),
        free=ranking.free(getattr(expert, "running", 0)),
        newcomer=expert.jobs < ranking.NEWCOMER,
    )


def affordable(found: Candidates, price: int) -> Candidates:
    """Those who work for this price."""
    brand_terms = terms()
    return [each for each in found if price_of(each.expert, brand_terms) <= price]


def open_price(found: Candidates, *, currency: str) -> Money:
    """What "whoever is free first" costs."""
    brand_terms = terms()
    prices = [price_of(each.expert, brand_terms) for each in found]
    return Money(ranking.open_price(brand_terms.price, prices), currency)


def first_ready(found: Candidates, case: Case, *, at: datetime) -> datetime | None:
    """When the first of them is there by her hours."""
    moments = [ready_at(each.expert, case, at=at) for each in found]
    return min((moment for moment in moments if moment), default=None)


def usual_answer(*, at: datetime) -> int:
    """Minutes in which experts accepted in the last 30 days, in the middle; 10 until five are known."""
    taken = ConsultationOffer.objects.filter(
        answer=ConsultationOffer.Answer.ACCEPTED, answered_at__gt=at - timedelta(days=30)
    ).values_list("offered_at", "answered_at")[:200]
    if len(taken) < ENOUGH_ANSWERS:
        return USUAL_ANSWER
    waits = [hours.minutes_between(asked, said) for asked, said in taken if said]
    return max(1, round(median(waits)))


def latest_of(case: Case) -> Consultation | None:
    """The case's newest consultation, live or over."""
    return (
        Consultation.objects.all()
        .of_case(case)
        .select_related("expert__person", "wanted__person", "attempt", "review")
        .first()
    )


def expert_wrote(consultation: Consultation) -> bool:
    """Whether the expert has said a first word to the customer."""
    expert = consultation.expert
    return (
        expert is not None
        and Message.objects.filter(
            attempt=consultation.attempt_id, author=expert.person_id
        ).exists()
    )


def profile_of(person: Person) -> Expert | None:
    """The person's expert profile at this brand."""
    return Expert.objects.filter(person=person).select_related("person").first()


def consultation_for(person: Person, pk: UUID | str, *, at: datetime) -> Consultation:
    """The consultation for whoever works on it: its expert, those who are asked, the staff.

    :raises NotFound: for everybody else.
    """
    asked = ConsultationOffer.objects.all().waiting().filter(expert__person=person)
    mine = Q(expert__person=person) | Q(pk__in=asked.values("consultation"))
    rows = Consultation.objects.select_related(
        "case__customer", "case__topic", "case__brand", "expert__person", "attempt"
    ).filter(pk=pk)
    found = rows.filter(mine).first() or (rows.first() if is_staff(person, at=at) else None)
    if found is None:
        raise NotFound("not_found", _("There is no such consultation."))
    return found


def asked_for(person: Person, pk: UUID) -> Consultation:
    """The consultation this expert was asked about, also when it is gone: then accepting says so.

    :raises NotFound: she was not asked.
    """
    asked = ConsultationOffer.objects.filter(expert__person=person, consultation=pk)
    found = Consultation.objects.filter(pk__in=asked.values("consultation")).first()
    if found is None:
        raise NotFound("not_found", _("There is no such consultation."))
    return found


def waiting_offers(expert: Expert) -> Sequence[ConsultationOffer]:
    """What the expert is asked and has not answered, oldest first."""
    return list(
        ConsultationOffer.objects.all()
        .waiting()
        .filter(expert=expert)
        .select_related(
            "consultation__case__topic",
            "consultation__case__customer",
            "consultation__case__brand",
        )
        .order_by("offered_at")
    )


def excerpt(case: Case, most: int = 500) -> str:
    """What an expert reads before she takes the case: the words without who wrote them."""
    brand, customer = case.brand, case.customer
    text, _found = held_back(
        case.text,
        names=[customer.name, customer.nickname],
        country=brand.country,
        keep=[brand.phone, brand.mail],
        language=case.language,
    )
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def commission_of(consultation: Consultation) -> Money:
    """What the brand keeps, as it was agreed when the experts were asked."""
    agreed = consultation.commission_percent
    percent = consultation.brand.commission_percent if agreed is None else agreed
    return consultation.money.share(percent)


def share_of(consultation: Consultation) -> Money:
    """What the expert gets: the price less the brand's commission."""
    return consultation.money - commission_of(consultation)
