"""Reading notices."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.notifications import registry
from kundenkreis.notifications.models import Heartbeat, Notice, PushSubscription, Reach
from kundenkreis.people.models import Person

# Three heartbeats missed.
SILENT = timedelta(seconds=30)


def notices_of(person: Person) -> QuerySet[Notice]:
    """Mine at this brand, newest first; only kinds whose sentences are still known."""
    return Notice.objects.filter(kind__in=registry.NOTICES).of(person).newest_first()


def unread_count(person: Person | None) -> int:
    """How many notices wait to be read; 0 for nobody."""
    return Notice.objects.all().of(person).unread().count() if person else 0


def notices_since(person: Person, number: int) -> QuerySet[Notice]:
    """Mine after this number, in the order of numbers: nothing can appear before it later."""
    mine = Notice.objects.filter(kind__in=registry.NOTICES, number__gt=number)
    return mine.of(person).order_by("number")


def reach_of(person: Person) -> Reach | None:
    """How this person wants to hear from this brand; None: nothing said."""
    return Reach.objects.filter(person=person).first()


def devices_of(person: Person) -> QuerySet[PushSubscription]:
    """Her devices at this brand that show push messages, oldest first."""
    return PushSubscription.objects.all().live_of(person)


def device_of(person: Person, pk: UUID | str) -> PushSubscription:
    """This device, if it is hers and lives.

    :raises NotFound: it is not.
    """
    found = devices_of(person).filter(pk=pk).first()
    if found is None:
        raise NotFound("not_found", _("There is no such device."))
    return found


def a_worker_lives(*, at: datetime) -> bool:
    """Whether any worker gave a sign of life within 30 seconds."""
    return Heartbeat.objects.filter(at__gt=at - SILENT).exists()


def notice_of(person: Person, pk: str) -> Notice | None:
    """This notice, if it is mine."""
    try:
        return notices_of(person).get(pk=pk)
    except (Notice.DoesNotExist, ValidationError):
        return None
