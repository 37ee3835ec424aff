"""Short words under an answer in a space, and thanks for it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, NotFound, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.drafts import actions as drafts
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person
from kundenkreis.spaces import rules
from kundenkreis.spaces.actions import locks
from kundenkreis.spaces.events import (
    SpaceCommentWritten,
    SpaceKudosGiven,
    SpaceWordsGone,
)
from kundenkreis.spaces.models import Space, SpaceAnswer, SpaceComment, SpaceKudos


def _here(row: SpaceAnswer, by: Person) -> Space:
    """The answer's space, locked, with her in it."""
    space = locks.standing(row.space_id)
    locks.member(space, by)
    shown = SpaceAnswer.objects.filter(pk=row.pk, hidden_at=None, question__hidden_at=None)
    if not shown.exists():
        raise NotFound("not_found", _("There is no such answer."))
    return space


@one_transaction
def comment(row: SpaceAnswer, *, body: str, by: Person, at: datetime) -> SpaceComment:
    """A few words about an answer, for everyone in the space.

    :raises NotFound: she is not in. :raises Refused: `space_ended`. :raises Invalid: no words, or more than
    1,000 letters. :raises TooMany: 60 an hour. :raises NotAllowed: she may not write at the moment.
    """
    words = texts.required(body, field="body", most=SpaceComment.MOST)
    space = _here(row, by)
    moderation.admit(by=by, at=at)
    recent = SpaceComment.objects.filter(author=by, at__gt=at - timedelta(hours=1))
    if recent.count() >= rules.COMMENTS_AN_HOUR:
        sentence = _("You wrote {count} comments in one hour. Please take a break.")
        raise TooMany("too_many_comments", sentence.format(count=rules.COMMENTS_AN_HOUR))
    made = SpaceComment.objects.create(space=space, answer=row, author=by, body=words, at=at)  # fmt: skip
    drafts.drop(f"space-answer:{row.pk}", by=by, at=at)
    announce(SpaceCommentWritten(space=str(space.pk), comment=str(made.pk)), by=by, at=at)
    return made


@one_transaction
def take_comment_back(row: SpaceComment, *, by: Person, at: datetime) -> None:
    """She takes her comment back.

    :raises NotFound: not hers.
    """
    gone, _rows = SpaceComment.objects.filter(pk=row.pk, author=by).delete()
    if not gone:
        raise NotFound("not_found", _("There is no such comment."))
    announce(SpaceWordsGone(space=str(row.space_id)), by=by, at=at)


@one_transaction
def thank(row: SpaceAnswer, *, by: Person, at: datetime) -> SpaceKudos:
    """Thanks for an answer. It stays in the space and counts nowhere else. Twice is once.

    :raises NotFound: she is not in. :raises Refused: `space_ended`. :raises NotAllowed: `own_answer`.
    """
    if row.author_id == by.pk:
        raise NotAllowed("own_answer", _("Thanks are for answers of others."))
    space = _here(row, by)
    kudos, fresh = SpaceKudos.objects.get_or_create(answer=row, giver=by, defaults={"space": space, "at": at})  # fmt: skip
    if fresh:
        announce(SpaceKudosGiven(space=str(space.pk), answer=str(row.pk)), by=by, at=at)
    return kudos
