"""Words in a space are seen by moderators only where a member reported them."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.moderation.rows import HideableRows
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person
from kundenkreis.spaces.events import SpaceWordsGone
from kundenkreis.spaces.models import SpaceAnswer, SpaceComment, SpaceQuestion


class SpaceQuestionText(HideableRows[SpaceQuestion]):
    kind = "space-question"

    def readable(self, reader: Person | None) -> models.QuerySet[SpaceQuestion]:
        rows = SpaceQuestion.objects.select_related("author")
        return rows.readable_by(reader) if reader else rows.all()

    def thing(self, row: SpaceQuestion) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.title, text=row.body,
            caption=_("Question in a private space"), author=row.author,
            author_name=row.author.shown_name, path=row.path, at=row.at, hidden_at=row.hidden_at,
        )  # fmt: skip

    def put(self, row: SpaceQuestion, text: str, *, by: Person | None, at: datetime) -> None:  # fmt: skip
        row.body = text
        row.save(update_fields=["body"])
        self.moved(row, by=by, at=at)

    def moved(self, row: SpaceQuestion, *, by: Person | None, at: datetime) -> None:
        announce(SpaceWordsGone(space=str(row.space_id)), by=by, at=at)


class SpaceAnswerText(HideableRows[SpaceAnswer]):
    kind = "space-answer"

    def readable(self, reader: Person | None) -> models.QuerySet[SpaceAnswer]:
        rows = SpaceAnswer.objects.select_related("author", "question")
        if reader is None:
            return rows.all()
        mine = SpaceQuestion.objects.all().readable_by(reader)
        return rows.filter(hidden_at=None, question__in=mine)

    def thing(self, row: SpaceAnswer) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.question.title, text=row.body,
            caption=_("Answer in a private space"), author=row.author,
            author_name=row.author.shown_name, path=row.question.path, at=row.at, hidden_at=row.hidden_at,
        )  # fmt: skip

    def put(self, row: SpaceAnswer, text: str, *, by: Person | None, at: datetime) -> None:  # fmt: skip
        row.body = text
        row.save(update_fields=["body"])
        self.moved(row, by=by, at=at)

    def moved(self, row: SpaceAnswer, *, by: Person | None, at: datetime) -> None:
        announce(SpaceWordsGone(space=str(row.space_id)), by=by, at=at)


class SpaceCommentText(HideableRows[SpaceComment]):
    kind = "space-comment"

    def readable(self, reader: Person | None) -> models.QuerySet[SpaceComment]:
        rows = SpaceComment.objects.select_related("author", "answer__question")
        if reader is None:
            return rows.all()
        mine = SpaceQuestion.objects.all().readable_by(reader)
        return rows.filter(hidden_at=None, answer__hidden_at=None, answer__question__in=mine)  # fmt: skip

    def thing(self, row: SpaceComment) -> Thing:
        return Thing(
            kind=self.kind, id=str(row.pk), title=row.answer.question.title, text=row.body,
            caption=_("Comment in a private space"), author=row.author,
            author_name=row.author.shown_name, path=row.path, at=row.at, hidden_at=row.hidden_at,
        )  # fmt: skip

    def put(self, row: SpaceComment, text: str, *, by: Person | None, at: datetime) -> None:  # fmt: skip
        row.body = text
        row.save(update_fields=["body"])
        self.moved(row, by=by, at=at)

    def moved(self, row: SpaceComment, *, by: Person | None, at: datetime) -> None:
        announce(SpaceWordsGone(space=str(row.space_id)), by=by, at=at)
