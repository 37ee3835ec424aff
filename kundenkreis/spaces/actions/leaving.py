"""Ways out of a space, and who keeps it then."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person
from kundenkreis.spaces.actions import locks
from kundenkreis.spaces.actions.entering import close
from kundenkreis.spaces.events import SpaceEnded, SpaceKeeperNamed, SpaceMemberWent
from kundenkreis.spaces.models import Space, SpaceFollow, SpaceInvitation, SpaceMember


@one_transaction
def name_keeper(member: SpaceMember, *, by: Person, at: datetime) -> SpaceMember:
    """Somebody else keeps the space too. Twice is once.

    :raises NotFound: she is not in. :raises NotAllowed: who does not keep it.
    """
    row = locks.standing(member.space_id)
    locks.keeper(row, by)
    chosen = locks.member(row, member.person)
    if not chosen.keeps:
        chosen.role = SpaceMember.Role.KEEPER
        chosen.save(update_fields=["role"])
        announce(SpaceKeeperNamed(space=str(row.pk), member=chosen.pk), by=by, at=at)
    return chosen


@one_transaction
def remove(member: SpaceMember, *, by: Person, at: datetime) -> None:
    """A keeper takes somebody out, from this moment on. All links end with it: she may know one.

    :raises NotFound: she is not in. :raises NotAllowed: who does not keep it. :raises Refused: `keeper`.
    """
    row = locks.standing(member.space_id)
    locks.keeper(row, by)
    gone = locks.member(row, member.person)
    if gone.keeps:
        raise Refused("keeper", _("Who keeps the space leaves by her own wish only."))
    links = SpaceInvitation.objects.filter(space=row, ended_at=None, email="")
    links.update(ended_at=at)
    _go(gone, removed=True, by=by, at=at)


@one_transaction
def leave(space: Space, *, by: Person, at: datetime) -> None:
    """She is out from this moment on; her words stay, she may take them back before. Twice is once.

    :raises Refused: `last_keeper`: others are in, and nobody else keeps the space.
    """
    row = Space.objects.select_for_update(no_key=True).get(pk=space.pk)
    inside = SpaceMember.objects.filter(space=row, left_at=None)
    mine = inside.select_for_update().filter(person=by).first()
    if not mine:
        return
    others = inside.exclude(pk=mine.pk)
    if mine.keeps and not row.ended_at and not others.filter(role="keeper").exists():
        if others.exists():
            raise Refused("last_keeper", _("Nobody else keeps this space. Please name somebody first, or end it."))  # fmt: skip
        _end(row, by=by, at=at)
    _go(mine, removed=False, by=by, at=at)


@one_transaction
def leave_all(*, by: Person, at: datetime) -> None:
    """Her account goes: she leaves every space; where she alone kept it, who is in the longest keeps it."""
    rows = SpaceMember.across_brands.filter(person=by, left_at=None)
    for mine in list(rows.order_by("space_id")):
        row = Space.across_brands.select_for_update(no_key=True).get(pk=mine.space_id)
        inside = SpaceMember.across_brands.filter(space=row, left_at=None)
        others = inside.exclude(pk=mine.pk).order_by("since", "pk")
        if mine.keeps and not row.ended_at and not others.filter(role="keeper").exists():
            if heir := others.first():
                others.filter(pk=heir.pk).update(role="keeper")
            else:
                Space.across_brands.filter(pk=row.pk).update(ended_at=at)
        inside.filter(pk=mine.pk).update(left_at=at, role="member")


def _end(row: Space, *, by: Person, at: datetime) -> None:
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    close(row, at=at)
    announce(SpaceEnded(space=str(row.pk)), by=by, at=at)


def _go(member: SpaceMember, *, removed: bool, by: Person, at: datetime) -> None:
    SpaceFollow.objects.filter(space=member.space_id, person=member.person_id).delete()
    member.left_at, member.role = at, SpaceMember.Role.MEMBER
    member.save(update_fields=["left_at", "role"])
    announce(SpaceMemberWent(space=str(member.space_id), member=member.pk, removed=removed), by=by, at=at)  # fmt: skip
