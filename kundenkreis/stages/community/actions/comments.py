"""Short words under an answer: written, and taken back by who wrote them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused, TooMany
from kundenkreis.drafts import actions as drafts
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person
from kundenkreis.stages.community import queries, rules
from kundenkreis.stages.community.events import CommentHidden, CommentWritten
from kundenkreis.stages.community.models import Answer, Comment

WITHDRAWN = "withdrawn"


@transaction.atomic
def comment(answer: Answer, *, body: str, by: Person, at: datetime) -> Comment:
    """A word about an answer. Personal data is held back in sight.

    :raises NotAllowed: without an account, unless she asked. :raises Refused: `hidden`, `closed`.
    :raises TooMany: 60 an hour. :raises Invalid: no words, or more than 1,000 letters.
    """
    answer = Answer.objects.select_related("question").get(pk=answer.pk)
    question = answer.question
    if not rules.may_answer(by, question):
        raise NotAllowed("no_account", _("Please sign in first."))
    if answer.hidden_at:
        raise Refused("hidden", _("This answer is no longer shown."))
    if not question.takes_answers:
        raise Refused("closed", _("This question takes no more answers."))
    moderation.admit(by=by, at=at)
    recent = Comment.objects.filter(author=by, at__gt=at - timedelta(hours=1))
    if recent.count() >= rules.COMMENTS_AN_HOUR:
        sentence = _("You wrote {count} comments in one hour. Please take a break.")
        raise TooMany("too_many_comments", sentence.format(count=rules.COMMENTS_AN_HOUR))
    words = texts.required(body, field="body", most=Comment.MOST)
    row = Comment.objects.create(
        answer=answer,
        author=by,
        body=queries.cleaned(words, language=question.language)[: Comment.MOST],
        at=at,
    )
    drafts.drop(f"answer:{answer.pk}", by=by, at=at)
    announce(
        CommentWritten(
            question=str(question.pk), answer=str(answer.pk), comment=str(row.pk)
        ),
        by=by,
        at=at,
    )
    moderation.screen(f"comment:{row.pk}", raw=body, by=by, at=at)
    return row


@transaction.atomic
def take_back(comment: Comment, *, by: Person, at: datetime) -> Comment:
    """Who wrote it takes it out of sight. Twice is once.

    :raises NotAllowed: somebody else's.
    """
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if not rules.may_take_back(by, comment):
        raise NotAllowed("not_yours", _("Only the author can take this back."))
    if comment.hidden_at:
        return comment
    comment.hidden_at, comment.hidden_by, comment.hidden_reason = at, by, WITHDRAWN
    comment.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    question = str(comment.answer.question_id)
    announce(CommentHidden(question=question, comment=str(comment.pk)), by=by, at=at)
    return comment
