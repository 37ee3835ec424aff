"""What this room does when something was announced."""

from django.utils import translation

from kundenkreis.core.language import LANGUAGES
from kundenkreis.helpers.events import HelperVerified, VerificationRevoked
from kundenkreis.helpers.models import Helper, Verification
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow


def tell_of_check(event: HelperVerified | VerificationRevoked, *, row: EventRow) -> None:
    """The helper hears what was checked, or that it holds no more."""
    helper = Helper.objects.select_related("person").get(pk=event.helper)
    values = {"what": _in_all_languages(event.kind)}
    notify(person=helper.person, kind=event.name, row=row, values=values, path="/helper/")


def _in_all_languages(kind: str) -> dict[str, str]:
    """The kind's name as each reader will need it: the notice is put into words when it is read."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = str(Verification.Kind(kind).label)
    return found
