"""How moderation finds, retires and shows again what people read as articles."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Refused
from kundenkreis.moderation.socket import Moderated, Thing
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions
from kundenkreis.stages.knowledge.models import Article


class ArticleText(Moderated):
    """An article with a text that was published. Out of sight is retired; its words never change (articles.sql)."""

    kind = "article"
    mendable = False

    def find(self, ids: Sequence[str], *, reader: Person | None) -> list[Thing]:
        keys = [each for each in ids if _is_uuid(each)]
        if not keys:
            return []
        rows = Article.objects.readable() if reader else Article.objects.all()
        rows = rows.filter(pk__in=keys, published_revision__isnull=False)
        return [
            _thing(row) for row in rows.select_related("published_revision__drafted_by")
        ]

    def hide(self, pk: str, *, rule: str, by: Person | None, at: datetime) -> None:
        actions.withdraw(Article.objects.get(pk=pk), by=by, at=at, note=rule)

    def restore(self, pk: str, *, by: Person | None, at: datetime) -> None:
        actions.restore(Article.objects.get(pk=pk), by=by, at=at)

    def mend(self, pk: str, *, text: str, by: Person | None, at: datetime) -> None:
        sentence = _(
            "The words of an article stay as they were written. Hide it, or publish better words."
        )
        raise Refused("words_stay", sentence)


def _thing(row: Article) -> Thing:
    revision = row.published_revision
    assert revision
    author = revision.drafted_by
    name = author.shown_name if author else ""
    return Thing(
        kind=ArticleText.kind, id=str(row.pk), title=revision.title, text=revision.body,
        caption=_("Article by %(name)s") % {"name": name} if name else _("Article"),
        author=author, author_name=name, path=row.path, at=revision.published_at or revision.drafted_at,
        hidden_at=row.withdrawn_at, vouched=True,
    )  # fmt: skip


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
