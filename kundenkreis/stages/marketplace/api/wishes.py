"""API: wishes for a visit, whoever can come first, and the helpers' answers."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from kundenkreis.cases.doors import case_at_door, guests_of
from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, out, queries, searching
from kundenkreis.stages.marketplace.api import given
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Request as Wish
from kundenkreis.stages.marketplace.schemas import (
    AcceptanceIn,
    BookingOut,
    OfferOut,
    ReasonIn,
    RequestIn,
    RequestOut,
)

router = Router(tags=["visits"])
MADE = {201: BookingOut}


@router.get("requests", response=Listed[RequestOut], summary="Wishes for a visit")
def requests(request: Request, cursor: str = "", limit: int = 20) -> Listed[RequestOut]:
    """My own, and those that wait for my answer as a helper."""
    persons = guests_of(request)
    mine = Wish.objects.around_people(persons).select_related("package", "case__customer")
    rows, after = cursor_page(mine, newest_by="opened_at", cursor=cursor, limit=limit)
    items = [out.wish(row, persons) for row in rows]
    return Listed[RequestOut](items=items, next=after)


@router.get("requests/{uuid:pk}", response=RequestOut, summary="One wish")
def one(request: Request, pk: UUID) -> RequestOut:
    """With its search and waves for the customer and staff; for a helper, her own offers."""
    persons = guests_of(request)
    staff = request.person is not None and is_staff(request.person, at=request.at)
    rows = Wish.objects.all() if staff else Wish.objects.around_people(persons)
    found = rows.select_related("package", "case__customer").filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such request."))
    return out.wish(found, persons, staff=staff)


@router.post("requests", response={201: RequestOut}, summary="Wish for a visit")
def ask(request: Request, body: RequestIn) -> Status[RequestOut]:
    """Not binding, unless `windows` are given: then whoever can come first is ordered.

    One unfinished wish a case; saying more about it changes it.
    """
    case, person = case_at_door(request, body.case)
    if body.windows:
        return Status(201, _search(request, case, person, body))
    wish = actions.ask(
        case,
        package=given.package(body.package) if body.package else None,
        postal_code=body.postal_code,
        note=body.note,
        by=person,
        at=request.at,
    )
    return Status(201, out.wish(wish, [person], staff=True))


def _search(request: Request, case: Case, person: Person, body: RequestIn) -> RequestOut:
    street, postal_code = given.where(body.address)
    paid = given.payment(body.payment)
    dispatch = actions.search(
        case,
        package=given.package(body.package),
        windows=[(window.start, window.end) for window in body.windows],
        postal_code=body.postal_code or postal_code or case.postal_code,
        address=street | given.reach(case, body),
        payer=given.payer(body.payer, person, request),
        payment=paid.get("payment", ""),
        means=paid.get("means", ""),
        note=body.note,
        replace_missing=body.replace_missing,
        second_person=body.second_person,
        shown_price=body.price.amount if body.price else None,
        by=person,
        at=request.at,
    )
    return out.wish(dispatch.request, [person], staff=True)


@router.post("bookings/{uuid:pk}/replacement", response={201: RequestOut}, summary="Look for someone else")  # fmt: skip
def replacement(request: Request, pk: UUID) -> Status[RequestOut]:
    """Binding: whoever can come first comes instead of a helper who fell out, for at most the same price."""
    booking, person = booking_at_door(request, pk)
    dispatch = actions.replace(booking, by=person, at=request.at)
    return Status(201, out.wish(dispatch.request, [person], staff=True))


@router.delete("requests/{uuid:pk}/search", response={204: None}, summary="Stop searching")
def stop(request: Request, pk: UUID) -> Status[None]:
    """Nobody is asked any more; all money goes back."""
    for person in guests_of(request):
        for dispatch in searching.searches_for(person, pk, at=request.at):
            actions.stop_search(dispatch, by=person, at=request.at)
            return Status(204, None)
    raise NotFound("not_found", _("There is no such request."))


@router.post("offers/{uuid:pk}/acceptance", response=MADE, summary="Accept an offer")
def accept_offer(
    request: Request, pk: UUID, body: AcceptanceIn | None = None
) -> Status[BookingOut]:
    """The first yes to an offer of a wave has the visit; 409 `another_was_faster` for the others."""
    person = me(request)
    offer = queries.offer_for(person, pk)
    if offer.wave_id:
        starts_at = body.starts_at if body else None
        row = actions.claim(offer, starts_at=starts_at, by=person, at=request.at)
    else:
        row = actions.accept(offer.booking, by=person, at=request.at)
    return Status(201, given.whole(request, row, person))


@router.post(
    "offers/{uuid:pk}/refusal",
    response={201: BookingOut | OfferOut},
    summary="Decline an offer",
)
def refuse_offer(
    request: Request, pk: UUID, body: ReasonIn
) -> Status[BookingOut | OfferOut]:
    """Never counts against the helper."""
    person = me(request)
    offer = queries.offer_for(person, pk)
    if offer.wave_id:
        done = actions.pass_by(offer, reason=body.reason, by=person, at=request.at)
        return Status(201, out.offer(done))
    row = actions.refuse(offer.booking, reason=body.reason, by=person, at=request.at)
    return Status(201, given.whole(request, row, person))
