"""Doors for who walks a guide: one question a page."""

import re
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases import actions as cases
from kundenkreis.cases.doors import case_at_door, customers_case_at_door, remember_key
from kundenkreis.cases.rules import may_decide
from kundenkreis.guides import actions, pages, queries
from kundenkreis.guides.doors import walk_at_door
from kundenkreis.media.figures import figures
from kundenkreis.people import actions as people
from kundenkreis.people.doors import case_key, public
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@public
@require_safe
def guides(request: Request) -> HttpResponse:
    """All guides in the reader's language."""
    rows = queries.guides_for_readers((request.LANGUAGE_CODE or "de")[:2])
    return ui.render(request, "guides/guides.html", {"guides": rows})


@public
@require_safe
def guide(request: Request, pk: UUID, slug: str = "") -> HttpResponse:
    """What it is for, and the button that begins."""
    row = queries.guide_for_reader(pk)
    if slug != row.slug:
        return HttpResponseRedirect(row.path)
    return ui.render(request, "guides/guide.html", pages.guide_page(row))


@public
@require_POST
def walks(request: Request, pk: UUID) -> HttpResponse:
    """Begin, without a case."""
    row = actions.walk(queries.guide_for_reader(pk), by=request.person, at=request.at)
    return see(f"{row.path}1/")


@case_key
@require_safe
def case_guide(request: Request, pk: UUID, guide: UUID) -> HttpResponse:
    """The guide inside a case."""
    case, person = case_at_door(request, pk)
    row = queries.guide_for_reader(guide)
    mine = may_decide(person, case, staff=is_staff(person, at=request.at))
    values = {"case": case, "mine": mine, "walk": queries.walk_in(case, row)}
    return ui.render(request, "guides/guide.html", {**pages.guide_page(row), **values})


@case_key
@require_POST
def case_walks(request: Request, pk: UUID, guide: UUID) -> HttpResponse:
    """Begin, or go on, inside a case."""
    case, person = customers_case_at_door(request, pk)
    row = queries.guide_for_reader(guide)
    return see(actions.walk(row, case=case, by=person, at=request.at).path)


@public
@require_safe
def walk(request: Request, pk: UUID) -> HttpResponse:
    """Where she stands."""
    row, _person = walk_at_door(request, pk)
    return see(f"{row.path}{row.turns.count() + 1}/")


@public
@require_safe
def place(request: Request, pk: UUID, number: int) -> HttpResponse:
    """One question of her way, or the end of it."""
    row, _person = walk_at_door(request, pk)
    values = pages.place_page(row, number, language=(request.LANGUAGE_CODE or "de")[:2])
    if values is None:
        return see(row.path)
    values["figure"] = figures(request, values["step"].body)
    return ui.render(request, "guides/place.html", values)


@public
@require_POST
def answers(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Her answer; on to the next page."""
    row, person = walk_at_door(request, pk, deciding=True)
    chosen = request.POST.get("answer", "")
    answer = int(chosen) if re.fullmatch("[0-9]{1,18}", chosen) else 0
    actions.answer(row, number=number, answer=answer, by=person, at=request.at)
    return see(f"{row.path}{number + 1}/")


@public
@require_POST
def solution(request: Request, pk: UUID) -> HttpResponse:
    """It works again."""
    row, person = walk_at_door(request, pk, deciding=True)
    row = actions.helped(row, by=person, at=request.at)
    return see(f"{row.case.path}feedback/" if row.case else row.path)


@public
@require_POST
def case(request: Request, pk: UUID) -> HttpResponse:
    """It does not help: somebody else goes on, and sees what was tried."""
    row, person = walk_at_door(request, pk, deciding=True)
    customer = (row.case and row.case.customer) or person or people.welcome_guest(
        language=request.LANGUAGE_CODE or "de", by=None, at=request.at
    )  # fmt: skip
    new = row.case is None
    made = actions.go_on(row, customer=customer, by=person or customer, at=request.at)
    response = see(pages.way_on(row, made, at=request.at))
    if new and customer.is_guest:
        key = cases.make_key(made, by=customer, at=request.at)
        remember_key(request, response, key)
    return response
