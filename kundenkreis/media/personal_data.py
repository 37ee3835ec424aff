"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.media.models import Media
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class MediaData(PersonalData):
    tables = ("Media",)

    def export(self, person: Person) -> dict[str, Any]:
        """Each with its address, where it can be fetched as long as the account is there."""
        rows = Media.objects.filter(added_by=person).order_by("added_at", "pk")
        return {
            "media": [
                {"words": row.words, "language": row.language, "kind": row.kind, "added_at": row.added_at, "bytes": row.size, "address": row.address}
                for row in rows
            ]
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """What everybody sees stays without her name, as the text that shows it; the rest goes."""
        hers = Media.across_brands.filter(added_by=person)
        hers.filter(uses__isnull=True).delete()
        hers.update(added_by=None)
