"""What the pages of consultations show, gathered with few queries, in the reader's words."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count
from django.utils.translation import gettext as _

from kundenkreis.bills.queries import bill_of
from kundenkreis.cases import pages as case_pages
from kundenkreis.cases.forms import MessageForm
from kundenkreis.cases.models import Case
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.documents.queries import documents_about
from kundenkreis.helpers.standing import Standing
from kundenkreis.ledger.queries import earnings, statement
from kundenkreis.notifications import live
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request
from kundenkreis.stages.experts import queries, words
from kundenkreis.stages.experts.forms import ChoiceForm, EndForm, ProfileForm, RefusalForm
from kundenkreis.stages.experts.models import Consultation, ConsultationReview, Expert
from kundenkreis.ui import filters

# Named experts beside "whoever is free first".
NAMED = 3
PER_PAGE = 20
# Stars are shown from five reviews on; fewer say nothing (ux.md 28).
FEWEST_REVIEWS = 5


def choice(case: Case, person: Person, *, payer: str, at: datetime) -> dict[str, Any]:
    """Whom one may ask: whoever is free first, or one of the best three by name."""
    found = queries.candidates(case, at=at)
    named = [each.expert for each in found[:NAMED]]
    open_price = queries.open_price(found, currency=case.brand.currency)
    marks = _marks(named)
    first = queries.first_ready(queries.affordable(found, open_price.amount), case, at=at)
    hints = {"any": _there(first, at=at)}
    sides = {"any": filters.money(open_price)}
    for each in found[:NAMED]:
        key, expert = str(each.expert.pk), each.expert
        ready = queries.ready_at(expert, case, at=at)
        why = words.why_offered(each.fit.as_json())[0]
        hints[key] = " · ".join(
            [_there(ready, at=at), _stars(*marks.get(expert.pk, (0, 0))), why]
        )
        sides[key] = filters.money(price_for(case, expert))
    staff = is_staff(person, at=at)
    return {
        "case": case,
        "staff": staff,
        "found": found,
        "form": ChoiceForm(initial={"expert": "any", "payer": payer}, experts=named),
        "hints": hints,
        "sides": sides,
    }


def price_for(case: Case, expert: Expert | None, *, at: datetime | None = None) -> Money:
    """What this expert costs, or whoever is free first (then `at` says when)."""
    if expert:
        return Money(queries.price_of(expert, queries.terms()), case.brand.currency)
    found = queries.candidates(case, at=at) if at else []
    return queries.open_price(found, currency=case.brand.currency)


def wanted(text: str) -> Expert | None:
    """The expert a form names; None for whoever is free first.

    :raises NotFound: no such expert here.
    """
    if text in ("", "any"):
        return None
    try:
        return Expert.objects.select_related("person").get(pk=UUID(text))
    except (ValueError, Expert.DoesNotExist):
        raise NotFound("not_found", _("There is no such expert.")) from None


def _there(ready: datetime | None, *, at: datetime) -> str:
    if ready is None:
        return ""
    return (
        _("there now")
        if ready == at
        else _("there %(when)s") % {"when": filters.when(ready, at)}
    )


def _marks(experts: list[Expert]) -> dict[UUID, tuple[float, int]]:
    rows = (
        ConsultationReview.objects.filter(expert__in=experts)
        .values("expert")
        .annotate(mean=Avg("stars"), count=Count("pk"))
    )
    return {row["expert"]: (row["mean"], row["count"]) for row in rows}


def _stars(mean: float, count: int) -> str:
    if count < FEWEST_REVIEWS:
        return _("new here")
    return _("%(mean)s of 5 stars, %(count)s reviews") % {
        "mean": filters.decimal(mean),
        "count": count,
    }


def standing_page(
    case: Case, consultation: Consultation, person: Person, *, at: datetime
) -> dict[str, Any]:
    """Where a consultation stands, for its customer (and the staff who act for her)."""
    return {
        "case": case,
        "consultation": consultation,
        "wrote": queries.expert_wrote(consultation),
        "asked": consultation.offers.count(),
        "lines": statement(consultation.subject),
        "bill": bill_of(consultation.subject),
        "documents": documents_about(consultation.subject, [person], at=at),
        "viewer": None if is_staff(person, at=at) else person,
        "live": live.token([f"case:{case.pk}"]),
    }


def queue(expert: Expert | None, person: Person, request: Request) -> dict[str, Any]:
    """What an expert is asked, works on, and has done."""
    values: dict[str, Any] = {
        "expert": expert,
        "live": live.token([f"person:{person.pk}"]),
        "offers": [],
        "running": [],
        "page": None,
    }
    if expert is None:
        return values
    return values | {
        "offers": [
            {
                "consultation": offer.consultation,
                "topic": offer.consultation.case.topic,
                "excerpt": queries.excerpt(offer.consultation.case, 300),
                "share": queries.share_of(offer.consultation),
                "why": words.why_offered(offer.reasons),
            }
            for offer in queries.waiting_offers(expert)
        ],
        "running": list(
            Consultation.objects.all()
            .of_expert(expert)
            .filter(state=Consultation.State.ACCEPTED)
            .select_related("case__customer")
            .order_by("accepted_at")
        ),
        "page": _ended(expert, request.GET.get("page")),
        "standing": standing_words(expert, at=request.at),
        "earned": earnings(person),
    }


def _ended(expert: Expert, number: str | None) -> Page[Consultation]:
    rows = (
        Consultation.objects.all()
        .of_expert(expert)
        .filter(ended_at__isnull=False)
        .select_related("case__topic", "review")
        .order_by("-ended_at")
    )
    return Paginator(rows, PER_PAGE).get_page(number)


def standing_words(expert: Expert, *, at: datetime) -> dict[str, Any]:
    """The standing with how it comes about, so that it can be checked."""
    standing: Standing = queries.standing_of(expert, at=at)
    return {
        "percent": round(100 * standing.lower_bound),
        "mean": round(100 * standing.mean),
        "evidence": round(standing.evidence, 1),
        "jobs": expert.jobs,
    }


def work(consultation: Consultation, person: Person, request: Request) -> dict[str, Any]:
    """The consultation as whoever works on it sees it; the case's words only while she helps."""
    staff = is_staff(person, at=request.at)
    mine = consultation.expert is not None and consultation.expert.person_id == person.pk
    inside = staff or (
        mine and consultation.settled_at is None and consultation.closed_at is None
    )
    offer = consultation.offers.filter(expert__person=person).first()
    case = consultation.case
    return {
        "consultation": consultation,
        "case": case,
        "staff": staff,
        "mine": mine,
        "inside": inside,
        "offer": offer,
        "why": words.why_offered(offer.reasons) if offer else [],
        "excerpt": queries.excerpt(case),
        "messages": case_pages.thread(case, person, staff=staff, at=request.at)
        if inside
        else [],
        "share": queries.share_of(consultation),
        "lines": statement(consultation.subject) if staff or mine else [],
        "viewer": None if staff else person,
        "review": getattr(consultation, "review", None) if consultation.rated_at else None,
        "live": live.token([f"case:{case.pk}" if inside else f"person:{person.pk}"]),
        "refusal": RefusalForm(),
        "form": MessageForm(),
        "end": EndForm(),
    }


def usual_price(request: Request) -> Money:
    """The brand's standard price."""
    return Money(queries.terms().price, request.brand.currency)


def profile_form(request: Request, expert: Expert | None) -> ProfileForm:
    """The profile as a form, filled with what is known."""
    terms = queries.terms()
    names = dict(settings.LANGUAGES)
    initial: dict[str, Any] = {"taking": "yes"}
    if expert:
        week = expert.hours if len(expert.hours) == 7 else [None] * 7
        initial = {
            "taking": "no" if expert.paused_at else "yes",
            "topics": list(expert.topics.values_list("pk", flat=True)),
            "languages": expert.languages,
            "price": Money(expert.price, request.brand.currency).major
            if expert.price
            else None,
            **{f"day{number}": "–".join(span or []) for number, span in enumerate(week)},
        }
    return ProfileForm(
        request.POST or None,
        initial=initial,
        languages=[(code, str(names[code])) for code in request.brand.languages],
        own_prices=terms.own_prices,
    )
