"""Words in the discussion of the rules may be reported like all others."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from kundenkreis.charter.models import CharterComment
from kundenkreis.moderation.rows import HideableRows
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person


class CharterCommentText(HideableRows[CharterComment]):
    kind = "charter-comment"

    def readable(self, reader: Person | None) -> models.QuerySet[CharterComment]:
        rows = CharterComment.objects.select_related("author", "proposal")
        return rows.filter(hidden_at=None) if reader else rows.all()

    def thing(self, row: CharterComment) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.proposal.title, text=row.body,
            caption=_("Comment by %(name)s") % {"name": row.author.shown_name}, author=row.author,
            author_name=row.author.shown_name, path=row.proposal.path, at=row.at, hidden_at=row.hidden_at,
        )  # fmt: skip

    def put(self, row: CharterComment, text: str, *, by: Person | None, at: datetime) -> None:  # fmt: skip
        row.body = text
        row.save(update_fields=["body"])

    def moved(self, row: CharterComment, *, by: Person | None, at: datetime) -> None:
        """Nothing hangs on it: pages leave it out while it is hidden."""
