"""Doors to a case: asking, the case page, everything its customer can do."""

import re
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.brands.models import ServicePackage, Topic
from kundenkreis.cases import actions, pages, queries
from kundenkreis.cases.doors import (
    case_at_door,
    customers_case_at_door,
    guests_of,
    remember_key,
)
from kundenkreis.cases.forms import (
    AskForm,
    ContactForm,
    DetailsForm,
    FailureForm,
    FeedbackForm,
    MessageForm,
)
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people import actions as people
from kundenkreis.people.doors import case_key, public
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@public
@require_safe
def front(request: Request) -> HttpResponse:
    """One question."""
    values = {
        "form": AskForm(initial={"text": request.GET.get("text", "")}),
        "topics": list(Topic.objects.all()),
        "packages": list(
            ServicePackage.objects.filter(withdrawn_at__isnull=True).select_related(
                "brand"
            )[:4]
        ),
    }
    return ui.render(request, "cases/front.html", values)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: Request) -> HttpResponse:
    """My cases; POST opens one."""
    if request.method == "POST":
        return _open(request)
    persons = guests_of(request)
    mine = pages.cases_of(persons, request.GET.get("page"), at=request.at)
    lines = pages.lines_of(persons, at=request.at) if mine.number == 1 else []
    return ui.render(request, "cases/cases.html", {"page": mine, "lines": lines})


def _open(request: Request) -> HttpResponse:
    form = AskForm(request.POST)
    if form.is_valid():
        try:
            customer = request.person or people.welcome_guest(
                language=request.LANGUAGE_CODE or "de", by=None, at=request.at
            )
            case = actions.open_case(
                customer=customer,
                text=form.cleaned_data["text"],
                by=customer,
                at=request.at,
            )
        except Refused as refused:
            form.add_error("text", refused.sentence)
        else:
            response = see(f"{case.path}suggestions/")
            if customer.is_guest:
                remember_key(
                    request, response, actions.make_key(case, by=customer, at=request.at)
                )
            return response
    return ui.render(
        request, "cases/front.html", {"form": form, "topics": [], "packages": []}
    )


@public
@require_safe
def key(request: Request, key: str) -> HttpResponse:
    """The link of a mail: the key moves into a cookie, so that it stands in the address only once."""
    case = queries.case_with_key(key, at=request.at)
    if not case:
        return ui.render(request, "cases/expired_key.html", status=404)
    then = request.GET.get("then", "")
    response = see(
        then
        if then.startswith("/")
        and url_has_allowed_host_and_scheme(then, allowed_hosts=None)
        else case.path
    )
    remember_key(request, response, key)
    return response


@case_key
@require_safe
def case(request: Request, pk: UUID) -> HttpResponse:
    """The case page: what helps, what was tried, what was said."""
    case, person = case_at_door(request, pk)
    values = pages.case_page(case, person, at=request.at)
    return ui.render(request, "cases/case.html", values, block=pages.block(request))


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: Request, pk: UUID) -> HttpResponse:
    """Topic, device, place."""
    case, person = customers_case_at_door(request, pk)
    topics = list(Topic.objects.all())
    initial = {
        "topic": case.topic.slug if case.topic else "",
        "product": case.product,
        "postal_code": case.postal_code,
    }
    form = DetailsForm(request.POST or None, topics=topics, initial=initial)
    if request.method == "POST" and form.is_valid():
        topic = next(
            (topic for topic in topics if topic.slug == form.cleaned_data["topic"]), None
        )
        given = {
            "product": form.cleaned_data["product"],
            "postal_code": form.cleaned_data["postal_code"],
        }
        try:
            actions.describe(case, topic=topic, **given, by=person, at=request.at)
            return see(case.path)
        except Refused as refused:
            pages.show(form, refused)
    return ui.render(
        request, "cases/details.html", {"case": case, "form": form, "topics": topics}
    )


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: Request, pk: UUID) -> HttpResponse:
    """How to reach the customer."""
    case, person = customers_case_at_door(request, pk)
    customer = case.customer
    initial = {
        "name": customer.name,
        "email": customer.reachable_at,
        "phone": customer.phone,
    }
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave_contact(case, **form.cleaned_data, by=person, at=request.at)
            return see(case.path)
        except Refused as refused:
            pages.show(form, refused)
    return ui.render(request, "cases/contact.html", {"case": case, "form": form})


@case_key
@require_POST
def messages(request: Request, pk: UUID) -> HttpResponse:
    """One more message."""
    case, person = case_at_door(request, pk)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            actions.write(case, text=form.cleaned_data["text"], by=person, at=request.at)
            return see(f"{case.path}#messages")
        except Refused as refused:
            pages.show(form, refused)
    values = {**pages.case_page(case, person, at=request.at), "form": form}
    return ui.render(request, "cases/case.html", values)


@case_key
@require_POST
def attempts(request: Request, pk: UUID) -> HttpResponse:
    """Let a stage begin."""
    case, person = customers_case_at_door(request, pk)
    stage = queries.stage_here(request.POST.get("stage", ""))
    if not stage:
        raise NotFound("not_found", "")
    attempt = stage.begin(case, by=person, at=request.at)
    return see(f"{case.path}#attempt-{attempt.pk}")


@case_key
@require_POST
def failure(request: Request, pk: UUID, attempt: int) -> HttpResponse:
    """This attempt did not help."""
    case, person = customers_case_at_door(request, pk)
    form = FailureForm(request.POST)
    row = _attempt(case, attempt)
    actions.fail(
        row,
        why=form.cleaned_data["why"] if form.is_valid() else "",
        by=person,
        at=request.at,
    )
    return see(case.path)


@case_key
@require_POST
def solution(request: Request, pk: UUID) -> HttpResponse:
    """It is solved; by this attempt, where one is named."""
    case, person = case_at_door(request, pk)
    number = request.POST.get("attempt", "")
    actions.solve(
        case,
        attempt=_attempt(case, int(number))
        if re.fullmatch("[0-9]{1,18}", number)
        else None,
        by=person,
        at=request.at,
    )
    return see(f"{case.path}feedback/")


def _attempt(case: Case, number: int) -> Attempt:
    row = case.attempts.filter(pk=number).first()
    if not row:
        raise NotFound("not_found", "")
    return row


@case_key
@require_POST
def reopening(request: Request, pk: UUID) -> HttpResponse:
    """It was not solved after all."""
    case, person = case_at_door(request, pk)
    actions.reopen(case, by=person, at=request.at)
    return see(case.path)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """The customer needs no help any more."""
    case, person = customers_case_at_door(request, pk)
    if request.method == "POST":
        actions.withdraw(case, by=person, at=request.at)
        return see(case.path)
    return ui.render(request, "cases/withdrawal.html", {"case": case})


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: Request, pk: UUID) -> HttpResponse:
    """The one private question."""
    case, person = customers_case_at_door(request, pk)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.answer(name) for name in ("again", "recommend")}
        actions.give_feedback(
            case,
            helped=form.answer("helped") is True,
            **given,
            comment=form.cleaned_data["comment"],
            by=person,
            at=request.at,
        )
        return see(f"{case.path}?thanks=1")
    return ui.render(request, "cases/feedback.html", {"case": case, "form": form})
