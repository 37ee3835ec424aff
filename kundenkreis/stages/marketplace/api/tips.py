"""API: a tip after the sign-off."""

from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.money import Money
from kundenkreis.core.schemas import MoneyOut
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries_tips
from kundenkreis.stages.marketplace.doors import booking_at_door

router = Router(tags=["visits"])


class TipIn(Schema):
    """Minor units in the booking's currency. `payment` as with a booking; `means` for a card at once."""

    amount: int
    payment: str = ""
    means: str = ""


class TipOut(Schema):
    """What was given; null with `url` while it is to be paid there."""

    tip: MoneyOut | None
    url: str


@router.post("bookings/{uuid:pk}/tip", response={201: TipOut}, summary="Give a tip")
def tip(request: Request, pk: UUID, body: TipIn) -> Status[TipOut]:
    """By the customer, once, within 30 days after the sign-off. Whole to the helper."""
    booking, person = booking_at_door(request, pk)
    amount = Money(body.amount, booking.currency)
    url = actions.tip(
        booking, amount=amount, payment=body.payment, means=body.means, by=person, at=request.at
    )  # fmt: skip
    given = queries_tips.tip_of(booking)
    url = request.build_absolute_uri(url) if url else ""
    return Status(201, TipOut(tip=MoneyOut.of(given) if given else None, url=url))
