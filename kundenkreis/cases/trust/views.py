"""Doors to trusted persons, by account or by the key of a case."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.cases.doors import customers_case_at_door, guests_of
from kundenkreis.cases.models import Case
from kundenkreis.cases.pages import show
from kundenkreis.cases.trust.forms import TrustForm
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people import actions, queries
from kundenkreis.people.doors import case_key, public, signed_in
from kundenkreis.people.models import Person, TrustedPerson
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def trusted_persons(request: Request) -> HttpResponse:
    """Who may act for me, and for whom I act; POST asks somebody."""
    person = request.person
    assert person is not None
    form = TrustForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.trust(person, **form.given, by=person, at=request.at)
            return see("/trusted-persons/")
        except Refused as refused:
            show(form, refused)
    values = {"acting": queries.acting_for(person), "case": None, "mine": True}
    return _page(request, person, form, values)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def of_case(request: Request, pk: UUID) -> HttpResponse:
    """The same by the key of a case, and for an agent who has the customer on the telephone."""
    case, person = customers_case_at_door(request, pk)
    form = TrustForm(request.POST or None, which=not case.customer.is_guest)
    if request.method == "POST" and form.is_valid():
        only = None if form.for_all else case.pk
        try:
            actions.trust(
                case.customer, **form.given, only_case=only, by=person, at=request.at
            )
            return see(f"{case.path}trusted-persons/")
        except Refused as refused:
            show(form, refused)
    values = {"acting": [], "case": case, "mine": person == case.customer}
    return _page(request, case.customer, form, values)


def _page(
    request: Request, customer: Person, form: TrustForm, values: dict[str, Any]
) -> HttpResponse:
    rows = queries.trusted_persons(customer)
    values |= {"form": form, "rows": rows, "customer": customer}
    return ui.render(request, "cases/trusted_persons.html", values)


def _between(request: Request, pk: UUID) -> tuple[TrustedPerson, Person]:
    """The row and which of both one is; staff come for a customer who calls."""
    persons = guests_of(request)
    if request.person and is_staff(request.person, at=request.at):
        row = TrustedPerson.objects.filter(pk=pk).first()
        if row and request.person.pk not in (row.customer_id, row.person_id):
            return row, request.person
    row = queries.trust_between(persons, pk)
    both = (row.customer_id, row.person_id)
    return row, next(person for person in persons if person.pk in both)


@case_key
@require_POST
def agreement(request: Request, pk: UUID) -> HttpResponse:
    """Yes, he may act for me."""
    row, person = _between(request, pk)
    actions.agree_to_trust(row, by=person, at=request.at)
    return see(_back(request, row, person))


@case_key
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """It is over, at once."""
    row, person = _between(request, pk)
    actions.end_trust(row, by=person, at=request.at)
    return see(_back(request, row, person))


def _back(request: Request, row: TrustedPerson, person: Person) -> str:
    """Where one came from: the page of the case for guests and agents."""
    try:
        pk = UUID(request.POST.get("case", ""))
    except ValueError:
        return "/trusted-persons/"
    case = Case.objects.filter(customer=row.customer_id, pk=pk).first()
    own = case and person.pk != row.person_id
    return f"{case.path}trusted-persons/" if case and own else "/trusted-persons/"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, pk: UUID) -> HttpResponse:
    """Somebody is asked to act for a customer. Reading needs the link, a yes needs an account."""
    key = request.POST.get("key") or request.GET.get("key", "")
    row = queries.invitation(pk, key, request.person)
    here = f"/trusted-persons/{pk}/invitation/?" + urlencode({"key": key})
    accepts = request.POST.get("answer") == "yes"
    refused = None
    if request.method == "POST" and accepts and request.person is None:
        return see("/sign-in/?" + urlencode({"then": here}))
    if request.method == "POST":
        try:
            person = request.person or row.person
            actions.answer_trust(row, accepts=accepts, by=person, at=request.at)
            return see("/trusted-persons/" if request.person else "/")
        except NotFound:
            raise
        except Refused as no:
            refused = no
    values = {"row": row, "key": key, "refused": refused}
    return ui.render(request, "cases/trust_invitation.html", values)
