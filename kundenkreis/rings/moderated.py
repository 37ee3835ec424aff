"""A message may be reported by who receives it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.moderation.rows import HideableRows
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person
from kundenkreis.rings.events import RingGone
from kundenkreis.rings.models import Ring


class RingText(HideableRows[Ring]):
    """Hidden, it stands in nobody's list any more."""

    kind = "ring"

    def readable(self, reader: Person | None) -> models.QuerySet[Ring]:
        rows = Ring.objects.select_related("sender")
        return rows.readable_by(reader) if reader else rows.all()

    def thing(self, row: Ring) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.title, text=row.body,
            caption=_("Message to members by %(name)s") % {"name": row.sender.shown_name}, author=row.sender,
            author_name=row.sender.shown_name, path=row.path, at=row.at, hidden_at=row.hidden_at,
        )  # fmt: skip

    def put(self, row: Ring, text: str, *, by: Person | None, at: datetime) -> None:
        row.body = text
        row.save(update_fields=["body"])
        self.moved(row, by=by, at=at)

    def moved(self, row: Ring, *, by: Person | None, at: datetime) -> None:
        announce(RingGone(ring=str(row.pk)), by=by, at=at)
