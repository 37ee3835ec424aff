"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.devices.models import DeviceIssue
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class DevicesData(PersonalData):
    """A device belongs to nobody here. Only where somebody wanted help, its fault hangs on her case."""

    tables = ("DeviceBatch", "Device")

    def export(self, person: Person) -> dict[str, Any]:
        rows = DeviceIssue.objects.filter(case__customer=person)
        fields = ("device__product", "domain", "code", "firmware", "first_seen_at", "last_seen_at", "times")  # fmt: skip
        return {"device_faults": list(rows.values(*fields))}

    def forget(self, person: Person, *, at: datetime) -> None:
        """The fault stays for the count, no longer with her case. Who made keys is the team's record."""
        DeviceIssue.across_brands.filter(case__customer=person).update(case=None)
