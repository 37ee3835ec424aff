"""What this room does when something was announced: counting again, telling editors and authors."""

from collections.abc import Iterable
from datetime import datetime

from kundenkreis.cases.events import AttemptEnded, CaseReopened, CaseSolved
from kundenkreis.cases.models import Attempt
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.events import (
    ArticlePublished,
    ArticlesExpired,
    ReviewsDue,
    RevisionEvent,
    RevisionReturned,
    RevisionSent,
)
from kundenkreis.stages.knowledge.models import Article, ArticleRevision


def count_again(event: CaseSolved | AttemptEnded | CaseReopened, *, row: EventRow) -> None:
    """Also when the case was solved or reopened by another door than ours."""
    subjects = Attempt.objects.filter(case_id=event.case, stage=queries.STAGE).values_list(
        "subject", flat=True
    )
    ids = {subject.partition(":")[2] for subject in subjects if subject}
    for article in Article.objects.filter(pk__in=ids).order_by("pk"):
        actions.recount(article, by=None, at=row.at)


def _editors(row: EventRow) -> list[Person]:
    """Who may approve, now."""
    found = (Person.objects.holding(kind, row.at) for kind in ("moderator", "manager"))
    return list({person.pk: person for persons in found for person in persons}.values())


def _revision(event: RevisionEvent | ArticlePublished) -> ArticleRevision | None:
    rows = ArticleRevision.objects.with_names().filter(article_id=event.article)
    return rows.filter(number=event.revision).first()


def ask_for_review(event: RevisionSent, *, row: EventRow) -> None:
    """The editors read that a text waits; not its author."""
    text = _revision(event)
    if text is None:
        return
    author = text.drafted_by.shown_name if text.drafted_by else ""
    for person in _editors(row):
        if person.pk != text.drafted_by_id:
            notify(person=person, kind="revision_sent", row=row, values={"title": text.title, "author": author}, path=text.path)  # fmt: skip


def tell_of_return(event: RevisionReturned, *, row: EventRow) -> None:
    """The author reads what is missing, unless she returned it herself."""
    text = _revision(event)
    if text is None or text.drafted_by is None or text.drafted_by_id == row.by_id:
        return
    last = text.steps.filter(name="return").order_by("seq").last()
    values = {"title": text.title, "name": row.by.shown_name if row.by else "", "note": last.note if last else ""}  # fmt: skip
    notify(person=text.drafted_by, kind="revision_returned", row=row, values=values, path=text.own_path)  # fmt: skip


def thank_author(event: ArticlePublished, *, row: EventRow) -> None:
    """Whose text somebody else published hears of it."""
    text = _revision(event)
    if text is None or text.drafted_by is None or text.drafted_by_id == row.by_id:
        return
    notify(person=text.drafted_by, kind="revision_published", row=row, values={"title": text.title}, path=text.article.path)  # fmt: skip


def tell_of_reviews(event: ReviewsDue | ArticlesExpired, *, row: EventRow) -> None:
    """The editors read how many articles wait for a check."""
    values: dict[str, object] = {"count": event.count, "title": event.title}
    if isinstance(event, ReviewsDue):
        values["due"] = datetime.fromisoformat(event.due)
    _tell(_editors(row), event.name, values, row)


def _tell(
    persons: Iterable[Person], kind: str, values: dict[str, object], row: EventRow
) -> None:
    for person in persons:
        notify(person=person, kind=kind, row=row, values=values, path="/editing/?list=due")
