"""How moderation finds, hides, shows and mends what the community writes."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.moderation.rows import HideableRows
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person
from kundenkreis.stages.community.actions.questions import WITHDRAWN
from kundenkreis.stages.community.events import (
    CommentHidden,
    ContentHidden,
    ContentRestored,
    SolutionWithdrawn,
    TextEdited,
)
from kundenkreis.stages.community.models import Answer, Comment, Question, Solution


class QuestionText(HideableRows[Question]):
    kind = "question"

    def readable(self, reader: Person | None) -> models.QuerySet[Question]:
        rows = Question.objects.select_related("author")
        return rows.public() if reader else rows.all()

    def thing(self, row: Question) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.title, text=row.body,
            caption=_("Question by %(name)s") % {"name": row.author_name},
            author=row.author, author_name=row.author_name, path=row.path, at=row.asked_at,
            hidden_at=row.hidden_at, taken_back=row.hidden_reason == WITHDRAWN,
        )  # fmt: skip

    def put(self, row: Question, text: str, *, by: Person | None, at: datetime) -> None:
        row.body = text
        row.save(update_fields=["body"])
        row.revisions.all().delete()
        announce(TextEdited(question=str(row.pk), answer=""), by=by, at=at)

    def moved(self, row: Question, *, by: Person | None, at: datetime) -> None:
        if row.hidden_at:
            announce(ContentHidden(question=str(row.pk), answer=""), by=by, at=at)
        else:
            announce(ContentRestored(question=str(row.pk), answer=""), by=by, at=at)


class AnswerText(HideableRows[Answer]):
    """A hidden answer is no solution any more; the case stays as its customer left it."""

    kind = "answer"

    def readable(self, reader: Person | None) -> models.QuerySet[Answer]:
        rows = Answer.objects.select_related("author", "question")
        if reader is None:
            return rows.all()
        return rows.public().filter(question__hidden_at__isnull=True)

    def thing(self, row: Answer) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.question.title, text=row.body,
            caption=_("Answer by %(name)s") % {"name": row.author_name},
            author=row.author, author_name=row.author_name, path=row.path, at=row.at,
            hidden_at=row.hidden_at,
        )  # fmt: skip

    def put(self, row: Answer, text: str, *, by: Person | None, at: datetime) -> None:
        row.body = text
        row.save(update_fields=["body"])
        row.revisions.all().delete()
        ids = {"question": str(row.question_id), "answer": str(row.pk)}
        announce(TextEdited(**ids), by=by, at=at)

    def moved(self, row: Answer, *, by: Person | None, at: datetime) -> None:
        ids = {"question": str(row.question_id), "answer": str(row.pk)}
        if not row.hidden_at:
            announce(ContentRestored(**ids), by=by, at=at)
            return
        if Solution.objects.filter(answer=row).delete()[0]:
            announce(SolutionWithdrawn(**ids), by=by, at=at)
        announce(ContentHidden(**ids), by=by, at=at)


class CommentText(HideableRows[Comment]):
    kind = "comment"

    def readable(self, reader: Person | None) -> models.QuerySet[Comment]:
        rows = Comment.objects.select_related("author", "answer__question")
        if reader is None:
            return rows.all()
        shown = {"answer__hidden_at": None, "answer__question__hidden_at": None}
        return rows.public().filter(**shown)

    def thing(self, row: Comment) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.answer.question.title, text=row.body,
            caption=_("Comment by %(name)s") % {"name": row.author_name},
            author=row.author, author_name=row.author_name, path=row.path, at=row.at,
            hidden_at=row.hidden_at, taken_back=row.hidden_reason == WITHDRAWN,
        )  # fmt: skip

    def put(self, row: Comment, text: str, *, by: Person | None, at: datetime) -> None:
        row.body = text
        row.save(update_fields=["body"])

    def moved(self, row: Comment, *, by: Person | None, at: datetime) -> None:
        question = str(row.answer.question_id)
        announce(CommentHidden(question=question, comment=str(row.pk)), by=by, at=at)
