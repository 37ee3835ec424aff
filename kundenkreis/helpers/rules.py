"""Who may change what about a helper, and which values make sense. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.core.refusal import Invalid
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person


def may_change(person: Person, helper: Helper, *, staff: bool) -> bool:
    """Profile, hours, packages: the helper herself, or the brand's staff."""
    return staff or helper.person_id == person.pk


def within(value: int | None, least: int, most: int, field: str, otherwise: int) -> int:
    """The number if it makes sense; `otherwise` when none was given.

    :raises Invalid: `bad_number`.
    """
    if value is None:
        return otherwise
    if not least <= value <= most:
        sentence = _("Please give a number from {least} to {most}.").format(
            least=least, most=most
        )
        raise Invalid("bad_number", sentence, {field: sentence})
    return value


def period(since: datetime, until: datetime | None) -> TimestamptzRange:
    """From one moment up to, not including, another.

    :raises Invalid: `bad_period`.
    """
    if until is not None and until <= since:
        raise Invalid("bad_period", _("The end must be after the beginning."))
    return TimestamptzRange(since, until, "[)")
