"""API: add-ons of the brand, extras proposed during a visit, and the answers to them."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from kundenkreis.brands.models import AddOn
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.schemas import MoneyOut
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, out
from kundenkreis.stages.marketplace.doors import booking_at_door, extra_at_door
from kundenkreis.stages.marketplace.schemas import AddOnOut, AddOns, ExtraIn, ExtraOut

router = Router(tags=["visits"])
MADE = {201: ExtraOut}


@router.get("add-ons", response=AddOns, summary="What can be added to a visit")
def add_ons(request: Request) -> AddOns:
    """The brand's extras at fixed prices; more time costs what the package costs for as long."""
    rows = AddOn.objects.filter(withdrawn_at__isnull=True).select_related("brand")
    items = [
        AddOnOut(
            id=row.slug, title=str(row), price=MoneyOut.of(row.money), minutes=row.minutes
        )
        for row in rows
    ]
    return AddOns(items=items)


@router.post("bookings/{uuid:pk}/extras", response=MADE, summary="Propose an extra")
def propose(request: Request, pk: UUID, body: ExtraIn) -> Status[ExtraOut]:
    """By the helper during the visit. Nothing is charged before the customer agrees."""
    booking, person = booking_at_door(request, pk)
    add_on = _add_on(body.add_on) if body.add_on else None
    made = actions.propose_extra(
        booking, add_on=add_on, minutes=body.minutes, by=person, at=request.at
    )
    return Status(201, out.extra_of(made))


@router.post("extras/{uuid:pk}/consent", response=MADE, summary="Agree to an extra")
def consent(request: Request, pk: UUID) -> Status[ExtraOut]:
    """By who pays; staff writes down what the customer said by telephone."""
    found, __, person = extra_at_door(request, pk)
    return Status(201, out.extra_of(actions.consent(found, by=person, at=request.at)))


@router.post("extras/{uuid:pk}/refusal", response=MADE, summary="Refuse an extra")
def refuse(request: Request, pk: UUID) -> Status[ExtraOut]:
    """The agreed price stays as it is."""
    found, __, person = extra_at_door(request, pk)
    return Status(201, out.extra_of(actions.refuse_extra(found, by=person, at=request.at)))


def _add_on(slug: str) -> AddOn:
    found = AddOn.objects.filter(slug=slug, withdrawn_at__isnull=True).first()
    if not found:
        raise NotFound("unknown_add_on", _("There is no such extra here."))
    return found
