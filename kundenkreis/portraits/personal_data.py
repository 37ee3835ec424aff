"""What this room keeps about a person, and how it forgets."""

from base64 import b64encode
from datetime import datetime
from typing import Any

from kundenkreis.core.pictures import MEDIA_TYPE
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.portraits.models import HelperPhoto


class PortraitsData(PersonalData):
    tables = ("HelperPhoto",)

    def export(self, person: Person) -> dict[str, Any]:
        """The photo itself too, as a `data:` address: any browser opens it."""
        rows = HelperPhoto.objects.filter(helper__person=person)
        return {
            "helper_photos": [
                {"added_at": row.added_at, "photo": f"data:{MEDIA_TYPE};base64,{b64encode(row.content).decode()}"}
                for row in rows
            ]
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        HelperPhoto.objects.filter(helper__person=person).delete()
