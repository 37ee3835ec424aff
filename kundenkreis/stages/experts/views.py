"""Doors to consultations: the customer's pages under her case, and the expert's own."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases import actions as cases
from kundenkreis.cases.doors import case_at_door
from kundenkreis.cases.forms import MessageForm
from kundenkreis.cases.models import Case
from kundenkreis.cases.pages import block, show
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.doors import case_key, role
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.experts import actions, pages, queries
from kundenkreis.stages.experts.forms import (
    ComplaintForm,
    EndForm,
    OrderForm,
    RefusalForm,
    ReviewForm,
)
from kundenkreis.stages.experts.models import Consultation
from kundenkreis.ui.going import see


@case_key
@require_safe
def consultation(request: Request, pk: UUID) -> HttpResponse:
    """Where the case's consultation stands; without one, or with `again`, whom to ask."""
    case, person = case_at_door(request, pk)
    latest = queries.latest_of(case)
    if latest and not (request.GET.get("again") and latest.closed_at):
        values = pages.standing_page(case, latest, person, at=request.at)
        return ui.render(request, "experts/standing.html", values, block=block(request))
    payer = request.GET.get("payer", Consultation.Payer.CUSTOMER)
    values = pages.choice(case, person, payer=payer, at=request.at)
    return ui.render(request, "experts/choice.html", values)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: Request, pk: UUID) -> HttpResponse:
    """Check and order, with obligation to pay."""
    case, person = case_at_door(request, pk)
    form = OrderForm(request.POST or None, initial=request.GET.dict())
    given = request.POST if request.method == "POST" else request.GET
    expert = pages.wanted(given.get("expert", ""))
    payer = given.get("payer") or Consultation.Payer.CUSTOMER
    if request.method == "POST" and form.is_valid():
        try:
            actions.consult(
                case,
                payer=payer,
                expert=expert,
                means=form.cleaned_data["means"],
                agreed=form.cleaned_data["price"],
                by=person,
                at=request.at,
            )
            return see(f"{case.path}consultation/")
        except Refused as refused:
            show(form, refused)
    price = pages.price_for(case, expert, at=request.at)
    values = {"case": case, "form": form, "expert": expert, "payer": payer, "price": price}
    return ui.render(request, "experts/order.html", values)


def _latest(request: Request, pk: UUID) -> tuple[Case, Person, Consultation]:
    case, person = case_at_door(request, pk)
    latest = queries.latest_of(case)
    if latest is None:
        raise NotFound("not_found", "")
    return case, person, latest


@case_key
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """The customer needs no expert any more."""
    case, person, latest = _latest(request, pk)
    actions.withdraw(latest, by=person, at=request.at)
    return see(case.path)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, pk: UUID) -> HttpResponse:
    """How was it, and is the case solved by it."""
    case, person, latest = _latest(request, pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review(
                latest,
                stars=form.cleaned_data["stars"],
                text=form.cleaned_data["text"],
                helped=form.answer,
                by=person,
                at=request.at,
            )
            return see(case.path)
        except Refused as refused:
            show(form, refused)
    values = {"case": case, "consultation": latest, "form": form}
    return ui.render(request, "experts/review.html", values)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: Request, pk: UUID) -> HttpResponse:
    """Something was wrong."""
    case, person, latest = _latest(request, pk)
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.cleaned_data["text"]
            actions.complain(latest, text=text, by=person, at=request.at)
            return see(f"{case.path}consultation/")
        except Refused as refused:
            show(form, refused)
    values = {"case": case, "consultation": latest, "form": form}
    return ui.render(request, "experts/complaint.html", values)


def _me(request: Request) -> Person:
    assert request.person is not None  # the door has let in a role
    return request.person


@role("expert")
@require_safe
def consultations(request: Request) -> HttpResponse:
    """An expert's queue: asked, under way, done."""
    person = _me(request)
    values = pages.queue(queries.profile_of(person), person, request)
    return ui.render(request, "experts/queue.html", values, block=block(request))


@role("expert")
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    """What an expert knows, when, in which languages, for how much."""
    expert = queries.profile_of(_me(request))
    form = pages.profile_form(request, expert)
    if request.method == "POST" and form.is_valid():
        price = form.cleaned_data.get("price")
        try:
            actions.describe(
                topics=list(form.cleaned_data["topics"]),
                languages=form.cleaned_data["languages"],
                hours=form.week,
                price=round(price * 100) if price else None,
                paused=form.cleaned_data["taking"] == "no",
                by=_me(request),
                at=request.at,
            )
            return see("/consultations/")
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "expert": expert, "usual": pages.usual_price(request)}
    return ui.render(request, "experts/profile.html", values)


@role("expert", "agent", "moderator", "manager")
@require_safe
def work(request: Request, pk: UUID) -> HttpResponse:
    """One consultation, for whoever works on it."""
    person = _me(request)
    found = queries.consultation_for(person, pk, at=request.at)
    values = pages.work(found, person, request)
    return ui.render(request, "experts/consultation.html", values, block=block(request))


@role("expert")
@require_POST
def acceptance(request: Request, pk: UUID) -> HttpResponse:
    """The expert takes the case."""
    found = queries.asked_for(_me(request), pk)
    actions.accept(found, by=_me(request), at=request.at)
    return see(found.path)


@role("expert")
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """The expert does not take it."""
    found = queries.asked_for(_me(request), pk)
    form = RefusalForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    actions.decline(found, why=why, by=_me(request), at=request.at)
    return see("/consultations/")


@role("expert", "agent", "moderator", "manager")
@require_POST
def messages(request: Request, pk: UUID) -> HttpResponse:
    """The expert writes to the customer, in the case's thread."""
    found = queries.consultation_for(_me(request), pk, at=request.at)
    form = MessageForm(request.POST)
    if form.is_valid():
        cases.write(
            found.case,
            text=form.cleaned_data["text"],
            by=_me(request),
            at=request.at,
            attempt=found.attempt,
        )
        return see(f"{found.path}#messages")
    values = pages.work(found, _me(request), request) | {"form": form}
    return ui.render(request, "experts/consultation.html", values)


@role("expert")
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """The expert ends the consultation with a summary."""
    found = queries.consultation_for(_me(request), pk, at=request.at)
    form = EndForm(request.POST)
    if form.is_valid():
        summary = form.cleaned_data["summary"]
        actions.end(found, summary=summary, by=_me(request), at=request.at)
        return see("/consultations/")
    values = pages.work(found, _me(request), request) | {"end": form}
    return ui.render(request, "experts/consultation.html", values)


@role("agent", "moderator", "manager")
@require_POST
def decision(request: Request, pk: UUID) -> HttpResponse:
    """A human decides about a complaint."""
    found = queries.consultation_for(_me(request), pk, at=request.at)
    refund = request.POST.get("refund") == "yes"
    actions.decide(found, refund=refund, by=_me(request), at=request.at)
    return see(found.path)
