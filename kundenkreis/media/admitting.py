"""Who may bring something: asked before a file is read, and again when it is kept."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person


def admit(by: Person, *, at: datetime) -> None:
    """:raises NotAllowed: a guest, or suspended. :raises TooMany: too many texts in an hour."""
    if by.is_guest:
        raise NotAllowed("account_only", _("Please sign in first."))
    moderation.admit(by=by, at=at)
