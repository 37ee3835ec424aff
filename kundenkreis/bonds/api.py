"""API: favourites, and who is not wanted again. Both are private to who said it."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.bonds import actions, queries
from kundenkreis.bonds.models import Avoidance, Favourite
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["favourites"])


class FavouriteOut(Schema):
    """A helper who is wanted again."""

    helper: UUID
    name: str
    since: datetime


class Favourites(Schema):
    """The newest first."""

    items: list[FavouriteOut]


class AvoidanceOut(Schema):
    """Somebody who is not wanted again. `side`: as what I said it; `name`: the other's."""

    id: UUID
    side: str
    name: str
    helper: UUID | None
    since: datetime


class Avoidances(Schema):
    """The newest first."""

    items: list[AvoidanceOut]


@router.get("favourites", response=Favourites, summary="My favourites")
def favourites(request: Request) -> Favourites:
    """Shown first when I book."""
    return Favourites(items=[_favourite(row) for row in queries.favourites_of(me(request))])


@router.put("favourites/{uuid:pk}", response=FavouriteOut, summary="I would like her again")
def favour(request: Request, pk: UUID) -> FavouriteOut:
    """By the id of the helper; twice changes nothing."""
    person = me(request)
    made = actions.favour(person, queries.helper_with(pk), by=person, at=request.at)
    return _favourite(made)


@router.delete(
    "favourites/{uuid:pk}", response={204: None}, summary="No favourite any more"
)
def unfavour(request: Request, pk: UUID) -> Status[None]:
    """By the id of the helper; twice changes nothing."""
    person = me(request)
    actions.unfavour(person, queries.helper_with(pk), by=person, at=request.at)
    return Status(204, None)


@router.get("avoidances", response=Avoidances, summary="Who I do not want again")
def avoidances(request: Request) -> Avoidances:
    """As a customer and as a helper. The others never learn of it."""
    return Avoidances(items=[_avoidance(row) for row in queries.avoidances_of(me(request))])


@router.delete("avoidances/{uuid:pk}", response={204: None}, summary="May come again")
def forgive(request: Request, pk: UUID) -> Status[None]:
    """By the id of the entry."""
    person = me(request)
    actions.forgive(queries.avoidance_of(person, pk), by=person, at=request.at)
    return Status(204, None)


def _favourite(row: Favourite) -> FavouriteOut:
    return FavouriteOut(
        helper=row.helper_id, name=row.helper.person.shown_name, since=row.at
    )


def _avoidance(row: Avoidance) -> AvoidanceOut:
    by_customer = row.side == Avoidance.Side.CUSTOMER
    other = row.helper.person if by_customer else row.customer
    return AvoidanceOut(
        id=row.pk, side=row.side, name=other.shown_name,
        helper=row.helper_id if by_customer else None, since=row.at,
    )  # fmt: skip
