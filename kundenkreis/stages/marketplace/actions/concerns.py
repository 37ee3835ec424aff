"""Something is not right: told to the team in silence, and taken care of by one of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.marketplace.events import ConcernHandled, ConcernRaised
from kundenkreis.stages.marketplace.models import Booking, VisitConcern


@transaction.atomic
def raise_concern(
    booking: Booking, *, reason: str, text: str = "", by: Person, at: datetime
) -> VisitConcern:
    """Whoever may see the visit tells the team at once; the other side hears and sees nothing.

    :raises Invalid: `unknown_reason`.
    """
    if reason not in VisitConcern.Reason.values:
        sentence = _("Please choose one of the reasons.")
        raise Invalid("unknown_reason", sentence, {"reason": sentence})
    concern = VisitConcern.objects.create(
        booking=booking, by=by, reason=reason, text=texts.tidy(text)[:2000], at=at
    )
    announce(ConcernRaised(concern=str(concern.pk)), by=by, at=at)
    return concern


@transaction.atomic
def handle_concern(concern: VisitConcern, *, by: Person, at: datetime) -> VisitConcern:
    """One of the team has taken care. Twice changes nothing.

    :raises NotAllowed: who is not staff.
    """
    if not is_staff(by, at=at):
        raise NotAllowed("not_yours", _("Only our team can do this."))
    concern = VisitConcern.objects.select_for_update().get(pk=concern.pk)
    if concern.handled_at is None:
        concern.handled_at, concern.handled_by = at, by
        concern.save(update_fields=["handled_at", "handled_by"])
        announce(ConcernHandled(concern=str(concern.pk)), by=by, at=at)
    return concern
