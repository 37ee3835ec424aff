"""What this room does when something was announced."""

from kundenkreis.notifications import actions
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.events import SignInAsked
from kundenkreis.people.models import SignInCode


def send_sign_in_code(event: SignInAsked, *, row: EventRow) -> None:
    """Code and link, to the address that asked."""
    code = SignInCode.objects.filter(pk=event.code).first()
    if code:
        actions.send_code(code, at=row.at)
