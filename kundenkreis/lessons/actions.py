"""Making a draft article of what was solved, and thanking for it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.lessons import queries, rules
from kundenkreis.lessons.models import Lesson
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.knowledge import actions as knowledge
from kundenkreis.stages.knowledge.models import ArticleRevision


@transaction.atomic
def tell_case(case: Case, *, by: Person, at: datetime) -> ArticleRevision:
    """A draft of how the case was solved; pressed again, the one that is there.

    Solved by an answer of the community, it is made of the question, whose words are public already.

    :raises NotAllowed: not of the team. :raises Refused: `not_solved`; `article_there`: an article solved it.
    """
    if not rules.may_tell_case(roles_of(by, at=at)):
        raise NotAllowed("staff_only", _("Only our team can make an article of a case."))
    case = Case.objects.select_for_update(of=("self",)).select_related("customer", "topic").get(pk=case.pk)  # fmt: skip
    if case.state != Case.State.SOLVED:
        raise Refused("not_solved", _("It is not solved yet."))
    if queries.is_told_by_article(case):
        raise Refused(
            "article_there", _("An article solved this case. Change that one instead.")
        )
    if question := queries.solved_question_of(case):
        return tell_question(question, by=by, at=at)
    helped = queries.what_helped(case)
    names = queries.names_around(case, helped.author)
    title, body = queries.as_draft(title=case.title, problem=case.text, helped=helped, names=names, language=case.language, back="")  # fmt: skip
    return _told(title, body, case.language, case.topic, helped.author, case=case, question=None, by=by, at=at)  # fmt: skip


@transaction.atomic
def tell_question(question: Question, *, by: Person, at: datetime) -> ArticleRevision:
    """A draft of the question and its accepted answer, with a link back; pressed again, the one that is there.

    :raises NotAllowed: neither of the team nor of rank. :raises Refused: `not_solved`; `made_by_another`: it is in work.
    """
    if not rules.may_tell_question(roles_of(by, at=at), abilities_of(by, at=at)):
        raise NotAllowed("no_rank", _("Only experienced members and our team can do this."))
    rows = Question.objects.public().select_related("topic", "author", "case__customer", "solution__answer__author")  # fmt: skip
    question = rows.select_for_update(of=("self",)).get(pk=question.pk)
    if not question.is_solved:
        raise Refused("not_solved", _("It is not solved yet."))
    answer = question.solution.answer
    names = queries.names_around(question.case, question.author, answer.author)
    title, body = queries.as_draft(
        title=question.title, problem=question.body, helped=queries.Helped(answer.body, answer.author),
        names=names, language=question.language, back=question.path,
    )  # fmt: skip
    return _told(title, body, question.language, question.topic, answer.author, case=question.case, question=question, by=by, at=at)  # fmt: skip


def _told(
    title: str, body: str, language: str, topic: Topic | None, author: Person | None, *,
    case: Case | None, question: Question | None, by: Person, at: datetime,
) -> ArticleRevision:  # fmt: skip
    if known := queries.lesson_of(case=case, question=question):
        text = queries.newest(known)
        assert text
        if text.drafted_by_id != by.pk and not rules.may_tell_case(roles_of(by, at=at)):
            raise Refused("made_by_another", _("Somebody is writing an article of it already. Thank you."))  # fmt: skip
        return text
    credits = [author] if author and not author.is_guest and not author.erased_at else []
    text = knowledge.keep(title=title, body=body, language=language, topic=topic, credits=credits, note=_source(case), by=by, at=at)  # fmt: skip
    Lesson.objects.create(article=text.article, case=case, question=question, at=at)
    return text


def _source(case: Case | None) -> str:
    """Read by the team at the draft."""
    return _("From case {reference}").format(reference=case.reference) if case else ""


@transaction.atomic
def thank(lesson: Lesson, *, by: Person | None, at: datetime) -> bool:
    """People read it now: whether it is for the first time."""
    rows = Lesson.objects.filter(pk=lesson.pk, thanked_at=None)
    return rows.update(thanked_at=at) == 1 or Lesson.objects.filter(pk=lesson.pk, thanked_at=at).exists()  # fmt: skip
