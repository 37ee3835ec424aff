"""Following and letting go."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.following.models import MemberFollow, TopicFollow
from kundenkreis.people.models import Person


def follow_topic(topic: Topic, *, by: Person, at: datetime) -> TopicFollow:
    """News of new questions about it from now on. Twice is once.

    :raises NotAllowed: without an account.
    """
    _needs_account(by)
    row, _fresh = TopicFollow.objects.get_or_create(
        topic=topic, person=by, defaults={"at": at}
    )
    return row


def unfollow_topic(topic: Topic, *, by: Person, at: datetime) -> None:
    """No more news of it."""
    TopicFollow.objects.filter(topic=topic, person=by).delete()


def follow_member(member: Person, *, by: Person, at: datetime) -> MemberFollow:
    """News of her new answers from now on. Twice is once.

    :raises NotAllowed: without an account, or herself.
    """
    _needs_account(by)
    if member.pk == by.pk:
        raise NotAllowed("yourself", _("You cannot follow yourself."))
    row, _fresh = MemberFollow.objects.get_or_create(
        member=member, person=by, defaults={"at": at}
    )
    return row


def unfollow_member(member: Person, *, by: Person, at: datetime) -> None:
    """No more news of her answers."""
    MemberFollow.objects.filter(member=member, person=by).delete()


def _needs_account(person: Person) -> None:
    if person.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
