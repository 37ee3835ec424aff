"""What workers do: react to an event, deliver a message, look at the clock.

Jobs carry ids only. They may run twice; what they call acts once. Times enter here, as at doors.
"""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone, translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kundenkreis.brands.models import Brand
from kundenkreis.core import clock, events, scope
from kundenkreis.core.refusal import Refused
from kundenkreis.notifications import actions, registry
from kundenkreis.notifications.models import Delivery, EventRow

log = structlog.get_logger(__name__)

# Waits 1 + 2^n seconds: ten tries in about half an hour, fourteen in about nine hours.
SOON = RetryStrategy(max_attempts=10, wait=1, exponential_wait=2)
PATIENT = RetryStrategy(max_attempts=14, wait=1, exponential_wait=2)


class ReactionFailed(Exception):
    """One or more reactions raised; the job runs again. Names them, without personal data."""


@app.task(name="react", retry=SOON)
def react(event_id: int) -> None:
    """Let every room react, inside the event's brand and its default language.

    Each reaction is a savepoint of its own: one that fails does not stop or undo the others.

    :raises ReactionFailed: after all had their turn.
    """
    row = EventRow.across_brands.select_related("brand").get(pk=event_id)
    kind = events.KINDS.get(row.name)
    if kind is None:
        log.warning("event_unknown", row=row.pk, name=row.name)
        return
    event = kind(**row.payload)
    with _home(row.brand):
        failed = [
            reaction.__qualname__
            for reaction in registry.REACTIONS.get(kind, [])
            if not _went_well(reaction, event, row=row)
        ]
    if failed:
        raise ReactionFailed(f"{row.name}: {', '.join(failed)}")


@app.task(name="deliver", retry=PATIENT)
def deliver(delivery_id: str) -> None:
    """Hand one message to its transport."""
    delivery = Delivery.across_brands.select_related("brand").filter(pk=delivery_id).first()
    if delivery is None:
        return  # forgotten with its person in the meantime
    with _home(delivery.brand):
        actions.deliver(delivery.pk, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="tick", queueing_lock="tick", lock="tick")
def tick(timestamp: int) -> None:
    """Every minute: what is due by time, in every open brand."""
    at = clock.now()
    for brand in Brand.objects.filter(closed_at__isnull=True).order_by("pk"):
        with _home(brand):
            for due in registry.SCHEDULES:
                _went_well(due, at=at)


@contextmanager
def _home(brand: Brand) -> Iterator[None]:
    """Inside this brand, in its first language and its time zone."""
    language = brand.languages[0] if brand.languages else "de"
    with (
        scope.inside(brand.pk, brand),
        translation.override(language),
        timezone.override(brand.zone),
    ):
        yield


def _went_well(function: Callable[..., Any], *values: Any, **named: Any) -> bool:
    """Call it in a savepoint. A refusal is an answer (done already, too late), not trouble."""
    trouble = None
    try:
        with transaction.atomic():
            function(*values, **named)
    except Refused as refused:
        log.info("refused", what=function.__qualname__, reason=refused.reason)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others have their turn
        trouble = error
    if trouble:
        # Kind and place only: the text of an exception may quote a person's data.
        place = traceback.extract_tb(trouble.__traceback__)[-1]
        log.error(
            "failed",
            what=function.__qualname__,
            trouble=type(trouble).__name__,
            place=f"{place.filename.rpartition('/')[2]}:{place.lineno}",
        )
    return trouble is None
