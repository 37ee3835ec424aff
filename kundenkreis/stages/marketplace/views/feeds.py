"""A helper's visits for her calendar program, at an address that only she knows."""

from datetime import timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kundenkreis.helpers import queries as helpers
from kundenkreis.people.doors import public
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import calendar_feed
from kundenkreis.stages.marketplace.models import Booking


@public
@require_safe
def visits(request: Request, secret: str) -> HttpResponse:
    """Visits from a week ago on, without street or name; 404 once the address was ended."""
    helper = helpers.helper_with_feed(secret)
    rows = Booking.objects.with_names().to_go_to(helper).filter(
        during__endswith__gt=request.at - timedelta(days=7)
    )  # fmt: skip
    text = calendar_feed.calendar(rows.soonest_first(), None, at=request.at)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
