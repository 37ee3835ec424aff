"""A friendly word to who carries very much, and to the managers."""

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role
from kundenkreis.workload.events import WorkloadHigh
from kundenkreis.workload.models import WorkloadHint


def tell(event: WorkloadHigh, *, row: EventRow) -> None:
    """Both, once."""
    hint = WorkloadHint.objects.select_related("person").filter(pk=event.hint).first()
    if hint is None:
        return
    values = {"percent": hint.percent, "answers": hint.answers, "of_all": hint.of_all}
    notify(person=hint.person, kind="workload_high", row=row, values=values, path="/my-pause/")  # fmt: skip
    named = {**values, "name": hint.person.shown_name}
    for person in Person.objects.all().holding(Role.Kind.MANAGER, row.at):
        notify(person=person, kind="workload_of_member", row=row, values=named, path="/workload/")  # fmt: skip
