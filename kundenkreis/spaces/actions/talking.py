"""Asking and answering in a space."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.drafts import actions as drafts
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person
from kundenkreis.spaces import rules
from kundenkreis.spaces.actions import locks
from kundenkreis.spaces.events import (
    SpaceAnswerGiven,
    SpaceQuestionAsked,
    SpaceSolutionAccepted,
    SpaceWordsGone,
)
from kundenkreis.spaces.models import (
    Space,
    SpaceAnswer,
    SpaceFollow,
    SpaceMember,
    SpaceQuestion,
    SpaceSolution,
)


@one_transaction
def ask(space: Space, *, title: str, body: str, by: Person, at: datetime) -> SpaceQuestion:
    """A question to everyone in the space, and to nobody else.

    :raises NotFound: she is not in. :raises Refused: `space_ended`. :raises Invalid: no words, or too many.
    :raises NotAllowed: she may not write at the moment.
    """
    title = texts.required(title, field="title", most=120)
    body = texts.required(body, field="body")
    row = _written(space, by=by, at=at)
    made = SpaceQuestion.objects.create(space=row, author=by, title=title, body=body, at=at, last_at=at)  # fmt: skip
    return _asked(made, by=by, at=at)


@one_transaction
def share_case(
    space: Space, *, case: Case, body: str = "", by: Person, at: datetime
) -> SpaceQuestion:
    """Colleagues see this case and its thread, and may answer her here. Twice is once.

    :raises NotFound: she is not in. :raises NotAllowed: not her case. :raises Refused: `space_ended`,
    `no_firm`: only a firm's space takes cases.
    """
    if case.customer_id != by.pk:
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    row = _written(space, by=by, at=at)
    if not row.shares_cases:
        raise Refused("no_firm", _("Cases are shared in the space of a firm only."))
    known = SpaceQuestion.objects.filter(space=row, case=case).first()
    if known:
        return known
    made = SpaceQuestion.objects.create(
        space=row, author=by, case=case, title=case.title[:120], body=texts.tidy(body)[:2000], at=at, last_at=at,
    )  # fmt: skip
    return _asked(made, by=by, at=at)


def _written(space: Space, *, by: Person, at: datetime) -> Space:
    row = locks.standing(space.pk)
    locks.member(row, by)
    moderation.admit(by=by, at=at)
    return row


def _asked(row: SpaceQuestion, *, by: Person, at: datetime) -> SpaceQuestion:
    drafts.drop(f"space:{row.space_id}", by=by, at=at)
    announce(SpaceQuestionAsked(space=str(row.space_id), question=str(row.pk)), by=by, at=at)  # fmt: skip
    return row


@one_transaction
def answer(question: SpaceQuestion, *, body: str, by: Person, at: datetime) -> SpaceAnswer:
    """An answer for everyone in the space.

    :raises NotFound: she is not in. :raises Refused: `space_ended`. :raises Invalid: no words, or too many.
    """
    body = texts.required(body, field="body")
    row = _written(question.space, by=by, at=at)
    if not SpaceQuestion.objects.filter(pk=question.pk, hidden_at=None).exists():
        raise NotFound("not_found", _("There is no such question."))
    made = SpaceAnswer.objects.create(space=row, question=question, author=by, body=body, at=at)  # fmt: skip
    SpaceQuestion.objects.filter(pk=question.pk).update(last_at=at)
    drafts.drop(f"space-question:{question.pk}", by=by, at=at)
    announce(SpaceAnswerGiven(space=str(row.pk), question=str(question.pk), answer=str(made.pk)), by=by, at=at)  # fmt: skip
    return made


@one_transaction
def accept_answer(row: SpaceAnswer, *, by: Person, at: datetime) -> SpaceSolution:
    """This solved it: said by who asked; in a firm's space by a colleague, if she is away. Twice is once.

    :raises NotFound: she is not in. :raises NotAllowed: `asker_first`. :raises Refused: `solved_already`.
    """
    space = locks.standing(row.space_id)
    mine = locks.member(space, by)
    question = SpaceQuestion.objects.select_for_update(of=("self",)).select_related("space").get(pk=row.question_id)  # fmt: skip
    if known := SpaceSolution.objects.filter(question=question).first():
        if known.answer_id == row.pk:
            return known
        raise Refused("solved_already", _("Another answer solved it already."))
    inside = SpaceMember.objects.all().current().filter(space=space)
    here = inside.filter(person=question.author_id).exists()
    if not rules.may_accept(mine, question, row, asker_is_in=here, at=at):
        raise NotAllowed("asker_first", _("Who asked decides this. In the space of a firm a colleague may, if she has said nothing for three days or has left."))  # fmt: skip
    made = SpaceSolution.objects.create(space=space, question=question, answer=row, by=by, at=at)  # fmt: skip
    announce(SpaceSolutionAccepted(space=str(space.pk), question=str(question.pk), answer=str(row.pk)), by=by, at=at)  # fmt: skip
    return made


@one_transaction
def undo_solution(question: SpaceQuestion, *, by: Person, at: datetime) -> None:
    """It was not the solution after all. Twice is once.

    :raises NotFound: she is not in. :raises NotAllowed: neither who asked nor who said it.
    """
    space = locks.standing(question.space_id)
    mine = locks.member(space, by)
    known = SpaceSolution.objects.select_for_update().filter(question=question).first()
    if not known:
        return
    if not rules.may_undo(mine, question, accepted_by=known.by_id):
        raise NotAllowed("not_yours", _("Only the person who asked can decide this."))
    known.delete()
    announce(SpaceWordsGone(space=str(space.pk)), by=by, at=at)


@one_transaction
def follow(question: SpaceQuestion, *, by: Person, at: datetime) -> SpaceFollow:
    """She hears of new answers. Twice is once.

    :raises NotFound: she is not in. :raises Refused: `space_ended`.
    """
    space = locks.standing(question.space_id)
    locks.member(space, by)
    row, _fresh = SpaceFollow.objects.get_or_create(question=question, person=by, space=space, defaults={"at": at})  # fmt: skip
    return row


def unfollow(question: SpaceQuestion, *, by: Person, at: datetime) -> None:
    """No more news of it."""
    SpaceFollow.objects.filter(question=question, person=by).delete()


@one_transaction
def take_question_back(question: SpaceQuestion, *, by: Person, at: datetime) -> None:
    """She takes her question, or her case, out of the space, with what was answered.

    :raises NotFound: not hers.
    """
    gone, _rows = SpaceQuestion.objects.filter(pk=question.pk, author=by).delete()
    if not gone:
        raise NotFound("not_found", _("There is no such question."))
    announce(SpaceWordsGone(space=str(question.space_id)), by=by, at=at)


@one_transaction
def take_answer_back(row: SpaceAnswer, *, by: Person, at: datetime) -> None:
    """She takes her answer back.

    :raises NotFound: not hers.
    """
    gone, _rows = SpaceAnswer.objects.filter(pk=row.pk, author=by).delete()
    if not gone:
        raise NotFound("not_found", _("There is no such answer."))
    announce(SpaceWordsGone(space=str(row.space_id)), by=by, at=at)
