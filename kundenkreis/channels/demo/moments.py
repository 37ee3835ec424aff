"""When things happen in the demo: in helpers' hours, and never in the middle of the night."""

from datetime import datetime, time, timedelta

from kundenkreis.brands.models import Brand, ServicePackage
from kundenkreis.core import scope
from kundenkreis.helpers import queries
from kundenkreis.helpers.models import Helper

EARLIEST, LATEST, EVENING = time(8), time(19, 30), time(18)
HALF = timedelta(minutes=30)


def free(
    helper: Helper, package: ServicePackage, after: datetime, at: datetime
) -> datetime:
    """The first time from `after` on at which this helper could come."""
    found = queries.best_slots(
        package=package, point=helper.point, brand=Brand.objects.get(pk=scope.brand_id()), from_=after,
        until=after + timedelta(days=14), only=helper, limit=1, at=min(after, at),
    )  # fmt: skip
    return found[0].starts[0]


def now_or_last_evening(at: datetime) -> datetime:
    """This half hour by day; at night the last one of the evening before."""
    zone = Brand.objects.get(pk=scope.brand_id()).zone
    local = at.astimezone(zone)
    if local.time() > LATEST:
        return datetime.combine(local.date(), EVENING, zone)
    if local.time() < EARLIEST:
        return datetime.combine(local.date() - timedelta(days=1), EVENING, zone)
    seconds = (local.minute % 30) * 60 + local.second
    return at - timedelta(seconds=seconds, microseconds=local.microsecond)
