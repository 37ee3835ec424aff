"""What managers set for their community."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds
from kundenkreis.stages.community.events import CommunityRulesSet
from kundenkreis.stages.community.models import CommunityRules


@transaction.atomic
def set_rules(
    *, hold_hours: int, shelter_first: bool, by: Person, at: datetime
) -> CommunityRules:
    """For how many hours only customers answer, and whether first questions are read by a mentor.

    :raises NotAllowed: not a manager. :raises Invalid: more than a week.
    """
    if not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("managers_only", _("Only managers decide this."))
    if not 0 <= hold_hours <= 168:
        sentence = _("Please type a number of hours from 0 to 168.")
        raise Invalid("bad_hours", sentence, {"hold_hours": sentence})
    CommunityRules.objects.get_or_create()
    row = CommunityRules.objects.select_for_update().get()
    row.hold_hours = hold_hours
    row.shelter_since = (row.shelter_since or at) if shelter_first else None
    row.save()
    announce(
        CommunityRulesSet(hold_hours=hold_hours, shelter_first=shelter_first), by=by, at=at
    )
    return row
