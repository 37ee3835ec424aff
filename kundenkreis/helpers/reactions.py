"""What this room does when something was announced."""

from kundenkreis.helpers.events import HelperVerified, VerificationRevoked
from kundenkreis.helpers.models import Helper, Verification
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow


def tell_of_check(event: HelperVerified | VerificationRevoked, *, row: EventRow) -> None:
    """The helper hears what was checked, or that it holds no more."""
    helper = Helper.objects.select_related("person").get(pk=event.helper)
    values = {"what": Verification.Kind(event.kind).label}
    notify(person=helper.person, kind=event.name, row=row, values=values, path="/helper/")
