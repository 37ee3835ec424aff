"""Badges as others, and their member, see them."""

from django.utils.translation import gettext as _

from kundenkreis.badges.models import Badge
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person


def shown_of(person: Person) -> list[Badge]:
    """What others see, the newest first."""
    return list(Badge.objects.all().public().filter(person=person)[:20])


def all_of(person: Person) -> list[Badge]:
    """All of hers, also hidden ones."""
    return list(Badge.objects.filter(person=person))


def badge_for(person: Person, pk: int) -> Badge:
    """One of hers.

    :raises NotFound: there is none of this id, or it is another's.
    """
    row = Badge.objects.filter(person=person, pk=pk).first()
    if row is None:
        raise NotFound("not_found", _("There is no such badge."))
    return row
