"""How moderation finds, hides, shows and mends entries of contests."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from kundenkreis.contests.models import ContestEntry
from kundenkreis.moderation.rows import HideableRows
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person


class ContestEntryText(HideableRows[ContestEntry]):
    """What is hidden has no place in the jury; names stay unknown until the result."""

    kind = "contest-entry"

    def readable(self, reader: Person | None) -> models.QuerySet[ContestEntry]:
        rows = ContestEntry.objects.select_related("author", "contest")
        return rows.standing() if reader else rows.all()

    def thing(self, row: ContestEntry) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.title, text=row.body, caption=_("Idea in a contest"),
            author=row.author, author_name=row.author_name if row.contest.result_at else _("Member"), path=row.path, at=row.at,
            hidden_at=row.hidden_at, taken_back=row.withdrawn_at is not None,
        )  # fmt: skip

    def put(self, row: ContestEntry, text: str, *, by: Person | None, at: datetime) -> None:
        row.body = text
        row.save(update_fields=["body"])

    def moved(self, row: ContestEntry, *, by: Person | None, at: datetime) -> None:
        """Nothing hangs on it: lists leave it out while it is hidden."""
