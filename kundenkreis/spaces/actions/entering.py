"""Ways into a space: a link, a mail, a keeper's word."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import person_with_address
from kundenkreis.spaces import rules
from kundenkreis.spaces.actions import locks
from kundenkreis.spaces.events import SpaceInvited, SpaceMemberCame
from kundenkreis.spaces.models import Space, SpaceInvitation, SpaceMember


@one_transaction
def invite_by_link(space: Space, *, by: Person, at: datetime) -> SpaceInvitation:
    """A link that lets in whoever holds it, for two weeks.

    :raises NotFound: she is not in. :raises NotAllowed: she does not keep it. :raises TooMany: 20 a day.
    :raises Refused: `space_ended`, `circle_by_name`.
    """
    row = _opened(space, by=by, at=at)
    if row.kind == Space.Kind.CIRCLE:
        raise Refused("circle_by_name", _("Into this circle people come by name only."))
    return _invited(row, by=by, at=at)


@one_transaction
def invite(space: Space, *, email: str, by: Person, at: datetime) -> SpaceInvitation:
    """One person is written to, with or without an account; the letter lets in only her.

    :raises Invalid: `bad_email`. :raises Refused: `in_already`, `space_ended`. :raises NotFound: she is
    not in. :raises NotAllowed: she does not keep it. :raises TooMany: 20 a day.
    """
    email = people.address(email)
    row = _opened(space, by=by, at=at)
    person = person_with_address(email)
    inside = SpaceMember.objects.all().current().filter(space=row)
    if person and inside.filter(person=person).exists():
        raise Refused("in_already", _("This person is in already."), {"email": _("This person is in already.")})  # fmt: skip
    standing = SpaceInvitation.objects.filter(space=row, email=email, ended_at=None)
    if known := standing.filter(expires_at__gt=at).first():
        return known
    if person is None:
        person = people.welcome_guest(language=by.language, by=by, at=at)
        people.leave_contact(person, email=email, by=by, at=at)
    made = _invited(row, person=person, email=email, by=by, at=at)
    announce(SpaceInvited(space=str(row.pk), invitation=str(made.pk)), by=by, at=at)
    return made


def _opened(space: Space, *, by: Person, at: datetime) -> Space:
    row = locks.standing(space.pk)
    locks.keeper(row, by)
    today = SpaceInvitation.objects.filter(by=by, at__gt=at - timedelta(days=1))
    if today.count() >= rules.INVITED_A_DAY:
        raise TooMany("too_many_invitations", _("20 invitations a day are enough. Please go on tomorrow."))  # fmt: skip
    return row


def _invited(
    row: Space, *, person: Person | None = None, email: str = "", by: Person, at: datetime
) -> SpaceInvitation:
    until = at + SpaceInvitation.VALID
    return SpaceInvitation.objects.create(space=row, person=person, email=email, by=by, at=at, expires_at=until)  # fmt: skip


@one_transaction
def revoke(invitation: SpaceInvitation, *, by: Person, at: datetime) -> None:
    """The link or letter opens nothing any more. Twice is once.

    :raises NotFound: she is not in. :raises NotAllowed: she does not keep the space.
    """
    row = locks.standing(invitation.space_id)
    locks.keeper(row, by)
    _over(invitation, at)


@one_transaction
def decline(invitation: SpaceInvitation, *, by: Person, at: datetime) -> None:
    """Who was written to does not want to. Doors see to it that she holds the letter."""
    if invitation.person_id:
        _over(invitation, at)


def _over(invitation: SpaceInvitation, at: datetime) -> None:
    rows = SpaceInvitation.objects.filter(pk=invitation.pk, ended_at=None)
    rows.update(ended_at=at)
    forget_guest(invitation)


def close(space: Space, *, at: datetime) -> None:
    """The space ends: nobody comes in any more, and who was only written to is forgotten."""
    for each in SpaceInvitation.objects.filter(space=space, ended_at=None):
        _over(each, at)


def forget_guest(invitation: SpaceInvitation) -> None:
    """Somebody who was only written to is known from nothing else: her address goes."""
    guests = Person.objects.filter(pk=invitation.person_id, email=None, name="")
    guests.update(contact_email="")


@one_transaction
def accept(invitation: SpaceInvitation, *, by: Person, at: datetime) -> SpaceMember:
    """She comes in. Doors see to it that she holds the invitation. Twice is once.

    :raises NotAllowed: `no_account`, or `other_address` where one person was written to. :raises TooMany:
    the space is full. :raises Refused: `space_ended`, `invitation_over`.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    row = locks.standing(invitation.space_id)
    now = SpaceInvitation.objects.select_for_update().get(pk=invitation.pk)
    if inside := SpaceMember.objects.all().current().filter(space=row, person=by).first():
        return inside
    if now.ended_at or now.expires_at <= at:
        raise Refused("invitation_over", _("This invitation is no longer valid."))
    if now.email and by.email != now.email:
        raise NotAllowed("other_address", _("Please sign in with the e-mail address to which we wrote."))  # fmt: skip
    member = take_in(row, by, by=by, at=at)
    if now.email:
        _over(now, at)
    return member


@one_transaction
def take_in(space: Space, person: Person, *, by: Person, at: datetime) -> SpaceMember:
    """Somebody is in from now on; for rooms that decide who comes. Twice is once.

    :raises TooMany: the space is full. :raises Invalid: without an account.
    """
    if person.is_guest:
        raise Invalid("no_account", _("Please sign in first."))
    row = locks.standing(space.pk)
    inside = SpaceMember.objects.filter(space=row)
    if inside.filter(left_at=None).count() >= rules.MOST_MEMBERS:
        raise TooMany("space_full", _("This space is full."))
    member, fresh = SpaceMember.objects.select_for_update().get_or_create(space=row, person=person, defaults={"since": at})  # fmt: skip
    if not fresh and member.left_at is None:
        return member
    member.since, member.left_at, member.role = at, None, SpaceMember.Role.MEMBER
    member.save(update_fields=["since", "left_at", "role"])
    announce(SpaceMemberCame(space=str(row.pk), member=member.pk), by=by, at=at)
    return member


@one_transaction
def forget_unanswered(*, by: None = None, at: datetime) -> int:
    """Invitations that ran out end, and with them the addresses of who has no account. How many."""
    rows = SpaceInvitation.objects.select_for_update(skip_locked=True)
    over = list(rows.filter(ended_at=None, expires_at__lte=at)[:100])
    for row in over:
        _over(row, row.expires_at)
    return len(over)
