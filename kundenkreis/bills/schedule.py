"""What happens by time: overdue bills are reminded of, in the morning; old ones lose their names."""

from datetime import datetime

from kundenkreis.bills import actions, queries
from kundenkreis.bills.models import Bill

AT_ONCE = 100
NOT_BEFORE = 9


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    late = Bill.objects.all().unpaid().filter(due_on__lt=at.date(), reminders__lt=Bill.REMINDERS)  # fmt: skip
    for bill in late.order_by("due_on")[:AT_ONCE]:
        if at.astimezone(bill.brand.zone).hour >= NOT_BEFORE and queries.reminder_due(bill, at=at):  # fmt: skip
            actions.remind(bill, by=None, at=at)
    actions.forget_names(by=None, at=at)
