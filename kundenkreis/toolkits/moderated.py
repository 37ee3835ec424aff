"""How moderation finds, hides, shows and mends designs."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from kundenkreis.moderation.rows import HideableRows
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person
from kundenkreis.toolkits.models import Design


class DesignText(HideableRows[Design]):
    """Its title is what people write freely; the rest comes from the form."""

    kind = "design"

    def readable(self, reader: Person | None) -> models.QuerySet[Design]:
        rows = Design.objects.select_related("author", "toolkit")
        return rows.shown() if reader else rows.filter(submitted_at__isnull=False)

    def thing(self, row: Design) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.toolkit.title, text=row.title,
            caption=_("Design by %(name)s") % {"name": row.author_name},
            author=row.author, author_name=row.author_name, path=row.path, at=row.saved_at,
            hidden_at=row.hidden_at, taken_back=row.withdrawn_at is not None,
        )  # fmt: skip

    def put(self, row: Design, text: str, *, by: Person | None, at: datetime) -> None:
        row.title = text[:80]
        row.save(update_fields=["title"])

    def moved(self, row: Design, *, by: Person | None, at: datetime) -> None:
        """Nothing hangs on it: lists leave it out while it is hidden."""
