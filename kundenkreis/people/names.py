"""How people are called in public."""

from django.utils.translation import gettext as _

from kundenkreis.people.models import Person


def public_name(person: Person) -> str:
    """What strangers read: the nickname, never the name or address of an account."""
    if person.erased_at:
        return _("Former member")
    return person.nickname or _("Member")
