"""What the community reports to `reputation`: what came of answers, hints, mentoring, joining and sorting.

Each reads how things stand now and may run twice. Nothing is reported for having written much.
"""

from datetime import timedelta

from kundenkreis.moderation.models import HARMLESS, StatementOfReasons
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.reputation import actions as reputation
from kundenkreis.reputation.models import MemberOutcome
from kundenkreis.stages.community.events import (
    ContentHidden,
    QuestionEvent,
    QuestionMerged,
    QuestionParted,
    QuestionReleased,
    QuestionSorted,
    SolutionAccepted,
    SolutionConfirmed,
    SolutionWithdrawn,
)
from kundenkreis.stages.community.models import Answer, Question

Kind = MemberOutcome.Kind
# So long a joining or a topic has to stand before it counts as right.
STANDS = timedelta(days=14)


def note_solution(event: SolutionAccepted | SolutionConfirmed, *, row: EventRow) -> None:
    """By the asker's word the answer helped: its author, who pointed it out, and who mentored the question."""
    rows = Answer.objects.public().select_related("author", "accepted", "question__author")
    answer = rows.filter(pk=event.answer, question_id=event.question).first()
    solution = getattr(answer, "accepted", None)
    if answer is None or solution is None:
        return
    question, subject = answer.question, f"answer:{answer.pk}"
    if solution.confirmed_at is None:
        _point_out(answer, solution.by, row=row)
        return
    if answer.author_id != question.author_id and answer.role != Answer.Role.TEAM:
        reputation.record(
            answer.author, kind=Kind.SOLVED, subject=subject, good=True, other=question.author,
            title=question.title, path=answer.path, by=row.by, at=solution.confirmed_at,
        )  # fmt: skip
    at = solution.confirmed_at
    reputation.overturn([Kind.MARKED], subject, good=True, by=row.by, at=at)
    reputation.overturn([Kind.MENTORED], question.subject, good=True, by=row.by, at=at)


def _point_out(answer: Answer, marker: Person, *, row: EventRow) -> None:
    """Somebody said it for the asker: whether she was right, the asker says."""
    reputation.record(
        marker, kind=Kind.MARKED, subject=f"answer:{answer.pk}", good=None, other=answer.question.author,
        title=answer.question.title, path=answer.path, by=row.by, at=row.at,
    )  # fmt: skip


def note_withdrawal(event: SolutionWithdrawn, *, row: EventRow) -> None:
    """It did not help after all. Who takes her own hint back has done nothing wrong."""
    subject = f"answer:{event.answer}"
    if Answer.objects.filter(pk=event.answer, accepted__confirmed_at__isnull=False).exists():  # fmt: skip
        return  # accepted again meanwhile
    if row.by:
        reputation.forget_outcome(row.by, kind=Kind.MARKED, subject=subject, by=row.by, at=row.at)  # fmt: skip
    known = MemberOutcome.objects.filter(subject=subject, kind=Kind.SOLVED, good=True)
    if known.exists():
        reputation.overturn([Kind.SOLVED], subject, by=row.by, at=row.at)
    reputation.overturn([Kind.MARKED], subject, by=row.by, at=row.at)


def note_removal(event: ContentHidden, *, row: EventRow) -> None:
    """A moderator took it out of sight: an answer that had solved, or a question a mentor had let go."""
    target = f"answer:{event.answer}" if event.answer else f"question:{event.question}"
    decided = StatementOfReasons.objects.all().about(target).first()
    if decided is None or decided.automated or decided.outcome in HARMLESS:
        return
    kinds = [Kind.SOLVED, Kind.MARKED] if event.answer else [Kind.MENTORED]
    for kind in kinds:
        if MemberOutcome.objects.filter(kind=kind, subject=target).exists():
            reputation.overturn([kind], target, by=row.by, at=row.at)


def note_release(event: QuestionReleased, *, row: EventRow) -> None:
    """A mentor let it go: how it ends is not known yet."""
    question = _question(event)
    if question and row.by and question.released_by_id == row.by_id:
        reputation.record(
            row.by, kind=Kind.MENTORED, subject=question.subject, good=None, other=question.author,
            title=question.title, path=question.path, by=row.by, at=row.at,
        )  # fmt: skip


def note_merge(event: QuestionMerged, *, row: EventRow) -> None:
    """Joined: right if it stays so for two weeks."""
    question = _question(event)
    if question and row.by and question.merged_at == row.at:
        reputation.record(
            row.by, kind=Kind.JOINED, subject=question.subject, good=True, title=question.title,
            path=question.path, counts_from=row.at + STANDS, by=row.by, at=row.at,
        )  # fmt: skip


def note_parting(event: QuestionParted, *, row: EventRow) -> None:
    """Parted by somebody else: joining was wrong. By herself: neither."""
    question = _question(event)
    if question and question.merged_into_id is None:
        _undone(Kind.JOINED, question, row=row)


def note_sorting(event: QuestionSorted, *, row: EventRow) -> None:
    """Another topic than somebody had set: hers was wrong; this one is right if it stays for two weeks."""
    question = _question(event)
    if question is None or row.by is None:
        return
    _undone(Kind.SORTED, question, row=row)
    if (question.topic.slug if question.topic else "") == event.topic:
        reputation.record(
            row.by, kind=Kind.SORTED, subject=question.subject, good=True, title=question.title,
            path=question.path, counts_from=row.at + STANDS, by=row.by, at=row.at,
        )  # fmt: skip


def _undone(kind: str, question: Question, *, row: EventRow) -> None:
    earlier = MemberOutcome.objects.filter(kind=kind, subject=question.subject, good=True)
    rows = earlier.filter(at__lt=row.at + STANDS)
    if row.by:
        rows.filter(person=row.by).delete()
    if rows.exists():
        reputation.overturn([kind], question.subject, by=row.by, at=row.at)


def _question(event: QuestionEvent) -> Question | None:
    rows = Question.objects.select_related("author", "topic")
    return rows.filter(pk=event.question).first()
