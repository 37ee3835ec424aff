"""Row locks, always the space first: who writes, comes or goes at the same moment waits there."""

from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.people.models import Person
from kundenkreis.spaces.models import Space, SpaceMember


def no_space() -> NotFound:
    """To strangers it does not exist."""
    return NotFound("not_found", _("There is no such space."))


def standing(pk: UUID) -> Space:
    """The space's row, locked.

    :raises NotFound: there is none. :raises Refused: `space_ended`.
    """
    row = Space.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if not row:
        raise no_space()
    if row.ended_at:
        raise Refused(
            "space_ended", _("This space has ended. Nobody writes here any more.")
        )
    return row


def member(space: Space, person: Person) -> SpaceMember:
    """Her place, locked.

    :raises NotFound: she is not in.
    """
    rows = SpaceMember.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.filter(space=space, person=person, left_at=None).first()
    if not row:
        raise no_space()
    return row


def keeper(space: Space, person: Person) -> SpaceMember:
    """Her place, which must be a keeper's.

    :raises NotFound: she is not in. :raises NotAllowed: she does not keep it.
    """
    row = member(space, person)
    if not row.keeps:
        raise NotAllowed("keepers_only", _("Only who keeps this space can do that."))
    return row
