"""API: private spaces. To everyone who is not in one it answers 404."""

from typing import Any
from uuid import UUID

from ninja import Router, Status

from kundenkreis.core.refusal import NotFound
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request
from kundenkreis.spaces import actions, queries
from kundenkreis.spaces.api_talk import router as talk_router
from kundenkreis.spaces.schemas import (
    SpaceIn,
    SpaceInvitationIn,
    SpaceInvitationOut,
    SpaceKeyIn,
    SpaceMemberOut,
    SpaceOut,
    Spaces,
    WholeSpace,
    invitation_out,
    member_out,
    space_out,
    whole_out,
)

router = Router(tags=["spaces"])
router.add_router("", talk_router)


@router.get("spaces", response=Spaces, summary="My spaces")
def own(request: Request) -> Spaces:
    """Where I am in."""
    return Spaces(
        items=[SpaceOut(**space_out(row)) for row in queries.spaces_of(me(request))]
    )


@router.post("spaces", response={201: WholeSpace}, summary="A new space")
def found(request: Request, body: SpaceIn) -> Status[WholeSpace]:
    """I keep it."""
    return Status(
        201, whole_out(actions.found(**body.dict(), by=me(request), at=request.at))
    )


@router.get("spaces/{uuid:pk}", response=WholeSpace, summary="One space")
def space(request: Request, pk: UUID) -> WholeSpace:
    """With who is in."""
    return whole_out(queries.space_for(me(request), pk))


@router.delete("spaces/{uuid:pk}", response={204: None}, summary="End it")
def end(request: Request, pk: UUID) -> Status[None]:
    """For keepers: 30 days later it is erased."""
    actions.end(queries.space_for(me(request), pk), by=me(request), at=request.at)
    return Status(204, None)


@router.get("spaces/{uuid:pk}/words", response=dict[str, Any], summary="All words")
def words(request: Request, pk: UUID) -> dict[str, Any]:
    """For keepers, to take along."""
    row = queries.space_for(me(request), pk)
    if not queries.member_in(row, me(request)).keeps:
        raise NotFound("not_found", "")
    return queries.words_of(row, me(request))


@router.post("spaces/{uuid:pk}/invitations", response={201: SpaceInvitationOut}, summary="Invite")  # fmt: skip
def invite(request: Request, pk: UUID, body: SpaceInvitationIn) -> Status[SpaceInvitationOut]:  # fmt: skip
    """For keepers: by mail, or a link."""
    row, by = queries.space_for(me(request), pk), me(request)
    if body.email:
        return Status(201, invitation_out(actions.invite(row, email=body.email, by=by, at=request.at)))  # fmt: skip
    return Status(201, invitation_out(actions.invite_by_link(row, by=by, at=request.at)))


@router.delete("spaces/{uuid:pk}/invitations/{uuid:invitation}", response={204: None}, summary="Take an invitation back")  # fmt: skip
def revoke(request: Request, pk: UUID, invitation: UUID) -> Status[None]:
    """For keepers."""
    row = queries.space_for(me(request), pk)
    found = next((each for each in queries.invitations_of(row, at=request.at) if each.pk == invitation), None)  # fmt: skip
    if not found:
        raise NotFound("not_found", "")
    actions.revoke(found, by=me(request), at=request.at)
    return Status(204, None)


@router.post("spaces/invitations/{uuid:pk}/acceptance", response={201: WholeSpace}, summary="Come in")  # fmt: skip
def accept(request: Request, pk: UUID, body: SpaceKeyIn) -> Status[WholeSpace]:
    """With the key of a link, or as who was written to."""
    row = queries.invitation_for(me(request), pk, key=body.key, at=request.at)
    return Status(201, whole_out(actions.accept(row, by=me(request), at=request.at).space))


@router.post("spaces/invitations/{uuid:pk}/refusal", response={204: None}, summary="No, thank you")  # fmt: skip
def decline(request: Request, pk: UUID, body: SpaceKeyIn) -> Status[None]:
    """As who was written to."""
    row = queries.invitation_for(me(request), pk, key=body.key, at=request.at)
    actions.decline(row, by=me(request), at=request.at)
    return Status(204, None)


@router.delete("spaces/{uuid:pk}/members/me", response={204: None}, summary="Leave")
def leave(request: Request, pk: UUID) -> Status[None]:
    """409 `last_keeper` while others are in and nobody else keeps it."""
    actions.leave(queries.space_for(me(request), pk), by=me(request), at=request.at)
    return Status(204, None)


@router.delete("spaces/{uuid:pk}/members/{int:member}", response={204: None}, summary="Take somebody out")  # fmt: skip
def remove(request: Request, pk: UUID, member: int) -> Status[None]:
    """For keepers."""
    row = queries.space_for(me(request), pk)
    actions.remove(queries.member_of(row, member), by=me(request), at=request.at)
    return Status(204, None)


@router.post("spaces/{uuid:pk}/members/{int:member}/keeper", response={201: SpaceMemberOut}, summary="Let somebody keep it too")  # fmt: skip
def name_keeper(request: Request, pk: UUID, member: int) -> Status[SpaceMemberOut]:
    """For keepers."""
    row = queries.space_for(me(request), pk)
    return Status(201, member_out(actions.name_keeper(queries.member_of(row, member), by=me(request), at=request.at)))  # fmt: skip
