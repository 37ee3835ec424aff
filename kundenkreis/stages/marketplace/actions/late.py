"""What a helper tapped without a network, and her device sends later."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking, BookingTransition

# One after the other from one device, each may have been longer on its way than the next.
JITTER = timedelta(minutes=2)


def say_late(
    booking: Booking,
    act: Callable[..., Any],
    *,
    by: Person,
    at: datetime,
    heard_at: datetime,
    **typed: Any,
) -> None:
    """Do `act` as of the tap, `at`; the history also says when we heard of it.

    :raises Refused: `meanwhile`, when something happened to the visit after the tap; and whatever `act` does.
    """
    last = BookingTransition.objects.filter(booking=booking).order_by("-seq").first()
    if last and last.by_id == by.pk and last.at - at < JITTER:
        at = max(at, last.at)
    elif last and last.at > at:
        raise Refused(
            "meanwhile",
            _("After your tap something else happened at this visit. Please look at it."),
        )
    act(booking, **typed, by=by, at=at)
    rows = BookingTransition.objects.filter(booking=booking, by=by, at=at)
    rows.filter(seq__gt=last.seq if last else 0).update(heard_at=heard_at)
