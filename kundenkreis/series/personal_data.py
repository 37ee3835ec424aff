"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.series.models import Series


class SeriesData(PersonalData):
    tables = ("Series",)

    def export(self, person: Person) -> dict[str, Any]:
        fields = ("weeks", "first_day", "last_day", "clock", "price", "asked_at", "accepted_at", "ended_at", "outcome")  # fmt: skip
        return {
            "series": list(Series.objects.filter(customer=person).values(*fields)),
            "series_as_helper": list(Series.objects.filter(helper__person=person).values(*fields)),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """A customer's series go with her; a helper's end, and hold nothing of her but what the visits hold."""
        Series.across_brands.filter(customer=person).delete()
        Series.across_brands.filter(helper__person=person, ended_at__isnull=True).update(
            ended_at=at, outcome=Series.Outcome.ENDED, next_day=None
        )
