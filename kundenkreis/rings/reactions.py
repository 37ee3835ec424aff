"""Who receives a message hears of it, as she chose."""

from datetime import datetime

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.pauses.queries import pausing
from kundenkreis.people.models import Person
from kundenkreis.rings import queries
from kundenkreis.rings.events import RingDigestDue, RingSent
from kundenkreis.rings.models import Ring, RingChoice


def pass_on(event: RingSent, *, row: EventRow) -> None:
    """At once, to who has not chosen otherwise and does not pause; not if it is gone or hidden by now."""
    found = Ring.objects.select_related("sender").filter(pk=event.ring, hidden_at=None).first()  # fmt: skip
    if not found:
        return
    later = RingChoice.objects.exclude(how=RingChoice.How.NOW).values("person")
    values = {"name": found.sender.shown_name, "title": found.title, "text": found.body}
    rows = found.recipients.exclude(person__in=later).exclude(person__in=pausing(row.at))
    for each in rows.select_related("person").order_by("place"):
        notify(person=each.person, kind="ring", row=row, values=values, path=found.path)


def send_digest(event: RingDigestDue, *, row: EventRow) -> None:
    """Names and titles of the week."""
    person = Person.objects.filter(pk=event.person, erased_at=None).first()
    if not person:
        return
    news = queries.new_for(person, since=datetime.fromisoformat(event.since), until=row.at)
    lines = "\n".join(f"{each.sender.shown_name}: {each.title}" for each in news)
    if news:
        notify(person=person, kind="ring_digest", row=row, values={"lines": lines}, path="/rings/")  # fmt: skip
