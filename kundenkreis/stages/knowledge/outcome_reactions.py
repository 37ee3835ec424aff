"""What self-service reports to `reputation`: whether texts of members were published, and stayed."""

from kundenkreis.badges import actions as badges
from kundenkreis.badges.models import Badge
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Role
from kundenkreis.people.queries import holds
from kundenkreis.reputation import actions as reputation
from kundenkreis.reputation.models import MemberOutcome
from kundenkreis.stages.knowledge.events import (
    ArticlePublished,
    RevisionApproved,
    RevisionReturned,
)
from kundenkreis.stages.knowledge.models import ArticleRevision

Kind = MemberOutcome.Kind


def note_published(event: ArticlePublished, *, row: EventRow) -> None:
    """Her words are read now; who of the members approved them was right."""
    text = _text(event)
    if text is None:
        return
    subject = f"revision:{text.pk}"
    reputation.overturn([Kind.REVIEWED], subject, good=True, by=row.by, at=row.at)
    author = text.drafted_by
    if author is None or author.pk == row.by_id or holds(author, *Role.STAFF, at=row.at):
        return
    badges.give(
        author, Badge.Kind.TEXT, subject=f"article:{text.article_id}", title=text.title, path=text.article.path,
        done_at=text.drafted_at, by=row.by, at=row.at,
    )  # fmt: skip
    reputation.record(
        author, kind=Kind.WRITTEN, subject=subject, good=True, title=text.title, path=text.article.path,
        by=row.by, at=row.at,
    )  # fmt: skip


def note_approved(event: RevisionApproved, *, row: EventRow) -> None:
    """A member approved it: right if it is published as it is."""
    text = _text(event)
    if text is None or row.by is None or holds(row.by, *Role.STAFF, at=row.at):
        return
    if text.state == ArticleRevision.State.APPROVED:
        reputation.record(
            row.by, kind=Kind.REVIEWED, subject=f"revision:{text.pk}", good=None, other=text.drafted_by,
            title=text.title, path=text.article.path, by=row.by, at=row.at,
        )  # fmt: skip


def note_returned(event: RevisionReturned, *, row: EventRow) -> None:
    """Not yet: until it is published, it counts as not good. Who had approved it was wrong."""
    text = _text(event)
    if text is None or text.state != ArticleRevision.State.DRAFT:
        return
    subject = f"revision:{text.pk}"
    reputation.overturn([Kind.REVIEWED], subject, by=row.by, at=row.at)
    author = text.drafted_by
    if author is None or author.pk == row.by_id or holds(author, *Role.STAFF, at=row.at):
        return
    reputation.record(
        author, kind=Kind.WRITTEN, subject=subject, good=False, title=text.title, path=text.own_path,
        by=row.by, at=row.at,
    )  # fmt: skip


def _text(
    event: ArticlePublished | RevisionApproved | RevisionReturned,
) -> ArticleRevision | None:
    rows = ArticleRevision.objects.with_names().filter(article_id=event.article)
    return rows.filter(number=event.revision).first()
