"""How moderation finds, hides, shows and mends ideas and what is written below them."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.ideas.events import IdeaChanged
from kundenkreis.ideas.models import Idea, IdeaComment
from kundenkreis.moderation.rows import HideableRows
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person


class IdeaText(HideableRows[Idea]):
    """A hidden idea leaves board and index; its votes stay where they are until it is shown again."""

    kind = "idea"

    def readable(self, reader: Person | None) -> models.QuerySet[Idea]:
        rows = Idea.objects.select_related("author")
        return rows.public() if reader else rows.all()

    def thing(self, row: Idea) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.title, text=row.body,
            caption=_("Idea by %(name)s") % {"name": row.author_name},
            author=row.author, author_name=row.author_name, path=row.path, at=row.written_at,
            hidden_at=row.hidden_at, taken_back=row.withdrawn_at is not None,
        )  # fmt: skip

    def put(self, row: Idea, text: str, *, by: Person | None, at: datetime) -> None:
        row.body = text
        row.save(update_fields=["body"])
        announce(IdeaChanged(idea=str(row.pk)), by=by, at=at)

    def moved(self, row: Idea, *, by: Person | None, at: datetime) -> None:
        announce(IdeaChanged(idea=str(row.pk)), by=by, at=at)


class IdeaCommentText(HideableRows[IdeaComment]):
    kind = "idea-comment"

    def readable(self, reader: Person | None) -> models.QuerySet[IdeaComment]:
        rows = IdeaComment.objects.select_related("author", "idea")
        if reader is None:
            return rows.all()
        return rows.public().filter(idea__hidden_at=None, idea__withdrawn_at=None)

    def thing(self, row: IdeaComment) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.idea.title, text=row.body,
            caption=_("Comment by %(name)s") % {"name": row.author_name},
            author=row.author, author_name=row.author_name, path=row.path, at=row.at,
            hidden_at=row.hidden_at,
        )  # fmt: skip

    def put(self, row: IdeaComment, text: str, *, by: Person | None, at: datetime) -> None:
        row.body = text
        row.save(update_fields=["body"])

    def moved(self, row: IdeaComment, *, by: Person | None, at: datetime) -> None:
        """Nothing hangs on it: pages leave it out while it is hidden."""
