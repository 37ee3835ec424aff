"""What this room keeps about a person, for 30 days at most, and how it forgets."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.rings.models import Ring, RingChoice, RingMute, RingRecipient


class RingsData(PersonalData):
    tables = ("Ring", "RingRecipient", "RingMute", "RingChoice")

    def export(self, person: Person) -> dict[str, Any]:
        came = Ring.objects.all().received_by(person)
        mine = Ring.objects.filter(sender=person)
        muted = RingMute.objects.filter(person=person)
        choice = RingChoice.objects.filter(person=person)
        return {
            "rings_sent": list(mine.values("title", "body", "at", "chosen")),
            "rings_received": list(came.values("title", "body", "at")),
            "rings_muted": list(muted.values("sender__nickname", "at")),
            "rings_choice": list(choice.values("how")),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        Ring.across_brands.filter(sender=person).delete()
        RingRecipient.across_brands.filter(person=person).delete()
        RingMute.across_brands.filter(Q(person=person) | Q(sender=person)).delete()
        RingChoice.across_brands.filter(person=person).delete()
