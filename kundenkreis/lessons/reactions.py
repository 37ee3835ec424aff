"""Whose answer became an article is told and thanked, once."""

from kundenkreis.lessons import actions, queries
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.knowledge.events import ArticlePublished
from kundenkreis.stages.knowledge.models import ArticleCredit


def thank(event: ArticlePublished, *, row: EventRow) -> None:
    """At the first publication. May run twice: the same event is the same moment."""
    lesson = queries.lesson_about(event.article)
    if lesson is None or not actions.thank(lesson, by=None, at=row.at):
        return
    article = lesson.article
    for credit in ArticleCredit.objects.filter(article=article).select_related("person"):
        if credit.person_id != row.by_id:
            notify(person=credit.person, kind="answer_became_article", row=row, values={"title": article.title}, path=article.path)  # fmt: skip
