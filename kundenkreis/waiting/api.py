"""API: the wait list, and the times that are kept."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import AwareDatetime

from kundenkreis.bonds.queries import helper_with
from kundenkreis.cases.doors import customers_case_at_door
from kundenkreis.core.words import pick
from kundenkreis.people.request import Request
from kundenkreis.waiting import actions, queries
from kundenkreis.waiting.doors import entry_at_door, offer_at_door
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer

router = Router(tags=["waiting"])


class WaitingIn(Schema):
    """A case whose wish says what and where; until when she can wait; one helper, or anyone."""

    case: UUID
    earliest: AwareDatetime | None = None
    latest: AwareDatetime
    helper: UUID | None = None


class KeptOut(Schema):
    """A time that is kept for her alone, until then."""

    id: UUID
    helper: UUID
    name: str
    starts_at: datetime
    until: datetime


class WaitingOut(Schema):
    """How a case waits. `position`: how many wait for the same service, up to her."""

    id: UUID
    case: UUID
    package: str
    title: str
    postal_code: str
    helper: UUID | None
    earliest: datetime
    latest: datetime
    position: int
    ended_at: datetime | None
    outcome: str
    kept: KeptOut | None


class TakenOut(Schema):
    """The wish with helper and time chosen; order it with `POST bookings`."""

    case: UUID
    package: str
    helper: UUID
    starts_at: datetime
    postal_code: str


MADE = {201: WaitingOut}


@router.post("waiting-entries", response=MADE, summary="Wait for a freed time")
def join(request: Request, body: WaitingIn) -> Status[WaitingOut]:
    """For the service and place of the case's wish (`POST requests`)."""
    case, person = customers_case_at_door(request, body.case, booking=True)
    helper = helper_with(body.helper) if body.helper else None
    made = actions.join(
        case, earliest=body.earliest, latest=body.latest, helper=helper, by=person, at=request.at
    )  # fmt: skip
    return Status(201, _out(made, request))


@router.get(
    "waiting-entries/{uuid:pk}", response=WaitingOut, summary="My place in the line"
)
def entry(request: Request, pk: UUID) -> WaitingOut:
    """With the time that is kept for her now."""
    row, _person = entry_at_door(request, pk)
    return _out(row, request)


@router.delete("waiting-entries/{uuid:pk}", response={204: None}, summary="Wait no longer")
def leave(request: Request, pk: UUID) -> Status[None]:
    """Twice changes nothing."""
    row, person = entry_at_door(request, pk)
    actions.leave(row, by=person, at=request.at)
    return Status(204, None)


@router.post(
    "kept-times/{uuid:pk}/acceptance",
    response={201: TakenOut},
    summary="Take the kept time",
)
def take(request: Request, pk: UUID) -> Status[TakenOut]:
    """It stays kept until she has ordered, or its time is over."""
    offer, person = offer_at_door(request, pk)
    wish = actions.take(offer, by=person, at=request.at)
    answer = TakenOut(
        case=wish.case_id, package=offer.entry.package.slug, helper=offer.helper_id,
        starts_at=offer.starts_at, postal_code=wish.postal_code,
    )  # fmt: skip
    return Status(201, answer)


@router.post("kept-times/{uuid:pk}/refusal", response=MADE, summary="Not this time")
def decline(request: Request, pk: UUID) -> Status[WaitingOut]:
    """She keeps her place; the next in line is asked."""
    offer, person = offer_at_door(request, pk)
    actions.decline(offer, by=person, at=request.at)
    return Status(201, _out(queries.entry_of(offer.entry_id), request))


def _out(row: WaitingEntry, request: Request) -> WaitingOut:
    kept = queries.kept_for(row)
    shown = kept if kept and kept.is_kept(request.at) else None
    return WaitingOut(
        id=row.pk, case=row.case_id, package=row.package.slug, title=pick(row.package.words),
        postal_code=row.postal_code, helper=row.helper_id, earliest=row.earliest, latest=row.latest,
        position=queries.place_in_line(row), ended_at=row.ended_at, outcome=row.outcome,
        kept=_kept(shown) if shown else None,
    )  # fmt: skip


def _kept(offer: WaitingOffer) -> KeptOut:
    return KeptOut(
        id=offer.pk, helper=offer.helper_id, name=offer.helper.person.shown_name,
        starts_at=offer.starts_at, until=offer.until,
    )  # fmt: skip
