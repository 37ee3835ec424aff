"""Every night the calendars reach one day further, and old rankings are forgotten."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from kundenkreis.helpers.actions import (
    call_for_reading,
    drop_explanations,
    materialise,
)
from kundenkreis.helpers.actions.hours import AHEAD
from kundenkreis.helpers.models import BusyCalendar, Helper, HelperBrand

AT_ONCE = 50
# About 20 ms each.
PLANS_AT_ONCE = 200


def due(*, at: datetime) -> None:
    """Called every minute inside each brand: some of those whose 12 weeks have become shorter."""
    wanted = (at + AHEAD).date()
    short = Helper.objects.filter(
        Q(planned_until__lt=wanted) | Q(planned_until__isnull=True, plan__isnull=False),
        memberships__in=_members(),
    )
    for helper in short.order_by(F("planned_until").asc(nulls_first=True)).distinct()[
        :PLANS_AT_ONCE
    ]:
        materialise(helper, by=None, at=at)
    waiting = BusyCalendar.objects.filter(
        due_at__lte=at, helper__memberships__in=_members()
    )
    for row in waiting.select_related("helper").distinct()[:AT_ONCE]:
        call_for_reading(row, by=None, at=at)
    drop_explanations(by=None, at=at)


def _members() -> QuerySet[HelperBrand]:
    return HelperBrand.objects.filter(until__isnull=True)
