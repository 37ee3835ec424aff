"""Most of a plug for a table whose rows are `Hideable`: a room says only what is its own."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db import models

from kundenkreis.moderation.models import Hideable
from kundenkreis.moderation.socket import Moderated, Thing
from kundenkreis.people.models import Person

H = TypeVar("H", bound=Hideable)


class HideableRows(Moderated, Generic[H]):
    """Rows with a UUID and the columns of `Hideable`."""

    @abstractmethod
    def readable(self, reader: Person | None) -> models.QuerySet[H]:
        """What this reader may read, with what `thing` shows; all of it for None."""

    @abstractmethod
    def thing(self, row: H) -> Thing:
        """The row as moderators see it."""

    @abstractmethod
    def put(self, row: H, text: str, *, by: Person | None, at: datetime) -> None:
        """Write the mended text into the row and save it, forget what it said before, announce it."""

    @abstractmethod
    def moved(self, row: H, *, by: Person | None, at: datetime) -> None:
        """It was hidden or shown again: announce that, take back what hangs on it."""

    def find(self, ids: Sequence[str], *, reader: Person | None) -> list[Thing]:
        keys = [key for each in ids if (key := _uuid(each))]
        return (
            [self.thing(row) for row in self.readable(reader).filter(pk__in=keys)]
            if keys
            else []
        )

    def hide(self, pk: str, *, rule: str, by: Person | None, at: datetime) -> None:
        row = self._locked(pk)
        if row.hidden_at:
            return
        row.hidden_at, row.hidden_by, row.hidden_reason = at, by, rule
        row.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
        self.moved(row, by=by, at=at)

    def restore(self, pk: str, *, by: Person | None, at: datetime) -> None:
        row = self._locked(pk)
        row.hidden_at, row.hidden_by, row.hidden_reason = None, None, ""
        row.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
        self.moved(row, by=by, at=at)

    def mend(self, pk: str, *, text: str, by: Person | None, at: datetime) -> None:
        row = self._locked(pk)
        self.put(row, text, by=by, at=at)

    def _locked(self, pk: str) -> H:
        rows: models.QuerySet[H] = self.readable(None)
        return rows.select_for_update(of=("self",)).get(pk=pk)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
