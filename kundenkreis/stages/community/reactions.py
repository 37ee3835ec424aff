"""What the community does when something was announced: telling people, keeping the index, following the case."""

from collections.abc import Iterable
from html import unescape
from uuid import UUID

from django.db import transaction
from django.utils.html import strip_tags

from kundenkreis.cases.events import CaseClosed, CaseReopened
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core.markdown import to_html
from kundenkreis.core.text import headline
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.pauses.queries import pausing
from kundenkreis.people.models import Person
from kundenkreis.search import actions as search
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.events import (
    AnswerGiven,
    CommentWritten,
    QuestionAsked,
    QuestionEvent,
    QuestionMerged,
    QuestionReleased,
    SolutionAccepted,
    SolutionAwaited,
)
from kundenkreis.stages.community.models import Answer, Comment, Question

# Of a long discussion the first answers are found; the accepted one always.
_INDEXED = 30
# A whole answer fits into a mail; a novel does not.
_MOST = 3000


def _answer(pk: str) -> Answer | None:
    rows = Answer.objects.public().select_related("author", "question__author")
    return rows.filter(pk=pk).first()


def _comment(pk: str) -> Comment | None:
    rows = Comment.objects.public().select_related("author", "answer__author")
    comment = rows.select_related("answer__question").filter(pk=pk).first()
    shown = comment and not comment.answer.hidden_at
    return comment if shown else None


def _tell(
    persons: Iterable[Person], kind: str, answer: Answer, *, row: EventRow, path: str
) -> None:
    values = {
        "title": answer.question.title,
        "author": answer.author_name,
        "text": answer.body if len(answer.body) <= _MOST else headline(answer.body, _MOST),
    }
    for person in persons:
        notify(person=person, kind=kind, row=row, values=values, path=path)


def pass_answer_on(event: AnswerGiven, *, row: EventRow) -> None:
    """The asker gets the answer and one link to say that it helped; followers hear of it."""
    answer = _answer(event.answer)
    if not answer:
        return
    question = answer.question
    if answer.author_id != question.author_id:
        path = f"/answers/{answer.pk}/solution/"
        _tell([question.author], "question_answered", answer, row=row, path=path)
    followers = Person.objects.filter(pk__in=question.followers.values("person"))
    others = followers.exclude(pk__in=[answer.author_id, question.author_id])
    _tell(others, "question_news", answer, row=row, path=answer.path)


def call_mentioned(event: AnswerGiven | CommentWritten, *, row: EventRow) -> None:
    """Members called by name hear of it, if nothing else told them of this text already."""
    text: Answer | Comment | None = (
        _comment(event.comment)
        if isinstance(event, CommentWritten)
        else _answer(event.answer)
    )
    if not text:
        return
    answer = text.answer if isinstance(text, Comment) else text
    question = answer.question
    told = {question.author_id} if isinstance(text, Answer) else {answer.author_id}
    values = {
        "title": question.title,
        "author": text.author_name,
        "text": text.body[:_MOST],
    }
    told |= {each["person"] for each in pausing(row.at)}
    for person in queries.mentioned(text.body, question, by=row.by):
        if person.pk not in told:
            notify(person=person, kind="mentioned", row=row, values=values, path=text.path)


def pass_comment_on(event: CommentWritten, *, row: EventRow) -> None:
    """Who wrote the answer hears what is said about it."""
    comment = _comment(event.comment)
    if not comment or comment.author_id == comment.answer.author_id:
        return
    values = {
        "title": comment.answer.question.title,
        "author": comment.author_name,
        "text": comment.body,
    }
    author = comment.answer.author
    notify(person=author, kind="comment_written", row=row, values=values, path=comment.path)


def spread_solution(event: SolutionAccepted, *, row: EventRow) -> None:
    """The author is thanked; everyone with the same problem, and every follower, has the answer."""
    answer = _answer(event.answer)
    if not answer:
        return
    question = answer.question
    if answer.author_id != question.author_id:
        _tell([answer.author], "answer_accepted", answer, row=row, path=question.path)
    if question.is_solved and not question.solution.confirmed_at:
        path = f"/answers/{answer.pk}/solution/"
        _tell([question.author], "solution_proposed", answer, row=row, path=path)
    waiting = question.followers.values("person").union(question.same_here.values("person"))
    persons = Person.objects.filter(pk__in=[each["person"] for each in waiting])
    others = persons.exclude(pk__in=[answer.author_id, question.author_id])
    _tell(others, "question_solved", answer, row=row, path=question.path)


def call_mentors(event: QuestionAsked, *, row: EventRow) -> None:
    """Who reads sheltered questions first hears that one waits; none of its words, which may name somebody.

    By day only: a push or SMS waits for the morning as all that is not urgent does.
    """
    waits = Question.objects.all().sheltered().filter(pk=event.question).first()
    if not waits:
        return
    mentors = queries.mentors(at=row.at).exclude(pk=waits.author_id)
    for person in mentors:
        notify(person=person, kind="question_sheltered", row=row, values={}, path="/questions/sheltered/")  # fmt: skip


def tell_of_release(event: QuestionReleased, *, row: EventRow) -> None:
    """The asker hears that her question is public now, perhaps in clearer words."""
    question = Question.objects.select_related("author").get(pk=event.question)
    values = {"title": question.title, "text": question.body[:_MOST]}
    notify(
        person=question.author,
        kind="question_released",
        row=row,
        values=values,
        path=question.path,
    )


def ask_for_solution(event: SolutionAwaited, *, row: EventRow) -> None:
    """The asker is reminded, unless she has said it meanwhile."""
    answer = _answer(event.answer)
    if answer and not answer.question.is_solved:
        path = f"/answers/{answer.pk}/solution/"
        _tell([answer.question.author], "solution_awaited", answer, row=row, path=path)


def end_with_case(event: CaseClosed, *, row: EventRow) -> None:
    """A withdrawn case wants no more answers."""
    case = Case.objects.get(pk=event.case)
    question = queries.question_of(case)
    if question and row.by and event.state == Case.State.WITHDRAWN and not case.is_open:
        actions.close(question, by=row.by, at=row.at)


def begin_again_with_case(event: CaseReopened, *, row: EventRow) -> None:
    """A case opened again takes its solution back, unless that is newer than the news."""
    case = Case.objects.get(pk=event.case)
    question = queries.question_of(case)
    if not question or not row.by or not case.is_open:
        return
    if question.closed_at and question.closed_at <= row.at:
        actions.open_again(question, by=row.by, at=row.at)
    attempt = queries.attempt_of(question)
    stale = question.is_solved and question.solution.at <= row.at
    if stale and attempt and attempt.state == Attempt.State.FAILED:
        actions.unaccept(question, by=row.by, at=row.at)


@transaction.atomic
def keep_findable(event: QuestionEvent, *, row: EventRow) -> None:
    """The index holds what is public now. The row's lock puts reactions and changes into one line."""
    question = (
        Question.objects.select_for_update(of=("self",)).filter(pk=event.question).first()
    )
    if not question or not question.is_public:
        search.remove(kind="question", object_id=UUID(event.question), by=row.by, at=row.at)
        return
    answers = [
        _plain(each.body) for each in question.answers.public().in_order()[:_INDEXED]
    ]
    search.put(
        kind="question",
        object_id=question.pk,
        family=question.pk,
        language=question.language,
        title=question.title,
        summary=headline(answers[0], 300) if answers and question.is_solved else "",
        body="\n\n".join([_plain(question.body), *answers]),
        url=question.path,
        by=row.by,
        at=row.at,
    )


def keep_both_findable(event: QuestionMerged, *, row: EventRow) -> None:
    """Joined or parted: both are read anew."""
    for pk in (event.question, event.into):
        keep_findable(QuestionMerged(question=pk, into=pk), row=row)


def tell_of_merge(event: QuestionMerged, *, row: EventRow) -> None:
    """Who asked hears where her question stands now."""
    question = Question.objects.select_related("author", "merged_into").get(
        pk=event.question
    )
    into = question.merged_into
    if into:
        values = {"title": question.title, "other": into.title}
        notify(
            person=question.author,
            kind="question_merged",
            row=row,
            values=values,
            path=into.path,
        )


def _plain(markdown: str) -> str:
    return unescape(strip_tags(to_html(markdown)))
