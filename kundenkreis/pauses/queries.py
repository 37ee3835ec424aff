"""Who pauses now, and when somebody did."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kundenkreis.pauses.models import Pause
from kundenkreis.people.models import Person


def pause_of(person: Person, *, at: datetime) -> Pause | None:
    """The pause that lasts now."""
    return Pause.objects.all().current(at).filter(person=person).first()


def pausing(at: datetime) -> QuerySet[Pause, Any]:
    """Ids of everybody who pauses now, for `exclude(pk__in=…)`."""
    return Pause.objects.all().current(at).values("person")


def spans_of(person: Person) -> list[tuple[datetime, datetime]]:
    """All her pauses, from and until: in them nothing fades."""
    return list(Pause.objects.filter(person=person).values_list("begins_at", "until"))
