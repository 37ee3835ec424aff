"""Which spaces somebody is in, who else is, and the ways in."""

from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person
from kundenkreis.spaces.models import Space, SpaceInvitation, SpaceMember

KEY = "kundenkreis.space-invitation"


def _none() -> NotFound:
    return NotFound("not_found", _("There is no such space."))


def spaces_of(person: Person) -> list[Space]:
    """Where she is in now, ended ones last."""
    rows = Space.objects.all().of(person)
    many = Count("members", filter=Q(members__left_at=None))
    return list(rows.annotate(many=many).order_by("-ended_at", "name", "pk"))


def space_for(person: Person | None, pk: UUID) -> Space:
    """The space.

    :raises NotFound: for everyone who is not in it now, the team too.
    """
    row = Space.objects.all().of(person).filter(pk=pk).first() if person else None
    if not row:
        raise _none()
    return row


def member_in(space: Space, person: Person) -> SpaceMember:
    """Her place in it now.

    :raises NotFound: she is not in.
    """
    rows = SpaceMember.objects.all().current().select_related("person")
    row = rows.filter(space=space, person=person).first()
    if not row:
        raise _none()
    return row


def members_of(space: Space) -> list[SpaceMember]:
    """Who is in now: keepers first, then the longest."""
    rows = SpaceMember.objects.all().current().filter(space=space)
    return list(rows.select_related("person").order_by("role", "since", "pk"))


def member_of(space: Space, pk: int) -> SpaceMember:
    """One who is in now.

    :raises NotFound: nobody with this number is in this space.
    """
    rows = SpaceMember.objects.all().current().select_related("person")
    row = rows.filter(space=space, pk=pk).first()
    if not row:
        raise _none()
    return row


def invitations_of(space: Space, *, at: datetime) -> list[SpaceInvitation]:
    """Links and letters that still open it."""
    rows = SpaceInvitation.objects.filter(space=space, ended_at=None, expires_at__gt=at)
    return list(rows.select_related("by").order_by("-at"))


def invitation_key(pk: UUID) -> str:
    """What the link carries; kept nowhere."""
    return signing.dumps(str(pk), salt=KEY)


def invitation_for(
    person: Person | None, pk: UUID, *, key: str, at: datetime
) -> SpaceInvitation:
    """The invitation, for who holds its link or was written to.

    :raises NotFound: for everyone else, and when it is over.
    """
    rows = SpaceInvitation.objects.select_related("space", "by").filter(ended_at=None)
    row = rows.filter(pk=pk, expires_at__gt=at, space__ended_at=None).first()
    try:
        held = signing.loads(key, salt=KEY) == str(pk)
    except signing.BadSignature:
        held = False
    if not row or not (held or (person and row.person_id == person.pk)):
        raise NotFound("not_found", _("This invitation is no longer valid."))
    return row


def personal_path(person: Person, path: str) -> str:
    """An invitation as somebody without an account can open it: with its key."""
    start, _slash, rest = path.removeprefix("/spaces/invitations/").partition("/")
    if path.startswith("/spaces/invitations/") and not rest and person.is_guest:
        return f"{path}?key={invitation_key(UUID(start))}"
    return path
