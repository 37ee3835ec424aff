"""What this room does when something was announced."""

from kundenkreis.checks import queries
from kundenkreis.checks.events import CheckEnding, DocumentDeclined
from kundenkreis.checks.models import CheckDocument
from kundenkreis.helpers.models import Verification
from kundenkreis.helpers.reactions import in_all_languages
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow


def tell_of_decline(event: DocumentDeclined, *, row: EventRow) -> None:
    """The helper reads why, and where to send another."""
    document = CheckDocument.objects.light().get(pk=event.document)
    values = {"what": in_all_languages(event.kind), "reason": document.reason}
    notify(person=document.helper.person, kind="document_declined", row=row, values=values, path=f"/helper/documents/{event.kind}/")  # fmt: skip


def remind_of_end(event: CheckEnding, *, row: EventRow) -> None:
    """The helper hears until when it is valid; nothing where it was renewed or revoked meanwhile."""
    found = Verification.objects.select_related("helper__person").filter(pk=event.verification).first()  # fmt: skip
    if not found or found.revoked_at:
        return
    values = {
        "what": in_all_languages(event.kind),
        "day": queries.last_day(found.valid.upper),
    }
    kind = "check_ending" if event.days else "check_ended"
    notify(person=found.helper.person, kind=kind, row=row, values=values, path=f"/helper/documents/{event.kind}/")  # fmt: skip
