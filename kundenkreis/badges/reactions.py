"""Members hear for what they have a badge."""

from kundenkreis.badges.events import BadgeGiven
from kundenkreis.badges.models import Badge
from kundenkreis.badges.words import sentence
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.reputation.words import in_all


def tell(event: BadgeGiven, *, row: EventRow) -> None:
    """Which deed, and what it came to."""
    badge = Badge.objects.select_related("person").filter(pk=event.badge).first()
    if badge is None:
        return
    kind = Badge.Kind(badge.kind)
    values = {
        "title": in_all(lambda: str(kind.label)),
        "why": in_all(lambda: sentence(badge)),
    }
    notify(
        person=badge.person, kind="badge_given", row=row, values=values, path="/my-badges/"
    )
