"""What helped in a month: answers, with thanks and solutions that nobody has to look at first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kundenkreis.brands.queries import brand_here
from kundenkreis.collusion import patterns
from kundenkreis.collusion.patterns import Pattern
from kundenkreis.payback.formula import LAST, Line, novelty
from kundenkreis.payback.models import (
    PaybackLine,
    PaybackMonth,
    first_of,
    month_after,
)
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.community.models import Answer, Kudos

# So long what waits for a decision about a pattern is carried on.
CARRIED = timedelta(days=180)


def span_of(month: date) -> tuple[datetime, datetime]:
    """From the first moment of the month to the first of the next, where the brand is."""
    zone = brand_here().zone
    begin, end = month, month_after(month)
    return (
        datetime(begin.year, begin.month, 1, tzinfo=zone),
        datetime(end.year, end.month, 1, tzinfo=zone),
    )


@dataclass(frozen=True, slots=True)
class Helped:
    """One answer with what it counts."""

    answer: Answer
    line: Line


@dataclass(frozen=True, slots=True)
class Favour:
    """One thanks for an answer, or the word that it solved it: by whom, and when."""

    giver: UUID
    at: datetime


def helped_in(month: date, *, at: datetime) -> list[Helped]:
    """Answers of members to others in this month, in the order of time, with thanks and solutions until now.

    Not: the team's, the asker's own, what is hidden, who is gone, what was paid back before, and what waits: an
    answer with thanks in a pattern that nobody has decided about counts in the month after the decision. What
    was arranged does not count at all.
    """
    begin, end = span_of(month)
    seen = patterns.all_of(since=begin - CARRIED)
    answers = [*_late(begin, seen, at=at), *_unpaid(at=at).filter(at__gte=begin, at__lt=end)]  # fmt: skip
    favours = _favours(answers)
    ready = [row for row in answers if not _waits(row, favours[row.pk], seen)]
    before = _earlier(ready, begin=begin)
    return [_helped(row, favours[row.pk], seen, before[row.author_id]) for row in ready]


def waiting_of(person: Person, *, month: date | None = None, at: datetime) -> list[Answer]:
    """Her answers, of this month or all, that count when somebody has looked at their thanks; oldest first."""
    begin, end = span_of(month) if month else (at - CARRIED, at)
    seen = [each for each in patterns.all_of(since=begin) if not each.decided_at]
    if not any(person.pk in each.receivers for each in seen):
        return []
    answers = list(_unpaid(at=at).filter(author=person, at__gte=begin, at__lt=end))
    favours = _favours(answers)
    return [row for row in answers if _waits(row, favours[row.pk], seen)]


def _unpaid(*, at: datetime) -> QuerySet[Answer]:
    staff = Role.objects.current(at).filter(person=OuterRef("author"), kind__in=Role.STAFF)
    rows = Answer.objects.public().filter(author__erased_at=None)
    rows = rows.filter(role__in=[Answer.Role.MEMBER, Answer.Role.EXPERT])
    rows = rows.filter(question__hidden_at__isnull=True).exclude(Exists(staff))
    known = PaybackLine.objects.filter(subject__startswith="answer:")
    paid = [subject.partition(":")[2] for subject in known.values_list("subject", flat=True)]  # fmt: skip
    rows = rows.exclude(pk__in=paid).select_related("author", "question__author", "accepted")  # fmt: skip
    found: QuerySet[Answer] = rows.order_by("at", "pk")
    return found


def _late(begin: datetime, seen: Sequence[Pattern], *, at: datetime) -> list[Answer]:
    """Answers of earlier months that waited when their month was closed, and about which somebody has decided since."""
    closed = dict(PaybackMonth.objects.values_list("month", "closed_at"))
    decided = [each for each in seen if each.decided_at]
    authors = {person for each in decided for person in each.receivers}
    rows = list(_unpaid(at=at).filter(author__in=authors, at__gte=begin - CARRIED, at__lt=begin))  # fmt: skip
    favours, zone = _favours(rows), brand_here().zone

    def waited(row: Answer) -> bool:
        then = closed.get(first_of(row.at.astimezone(zone).date()))
        return then is not None and any(
            each.was_open_at(then) and each.holds(favour.giver, row.author_id, favour.at)
            for each in decided
            for favour in favours[row.pk]
        )

    return [row for row in rows if waited(row)]


def _favours(answers: Sequence[Answer]) -> dict[UUID, list[Favour]]:
    """Thanks of each answer; one statement. Who asked and says that it helped has thanked, with or without a click."""
    found: dict[UUID, list[Favour]] = {row.pk: [] for row in answers}
    rows = Kudos.objects.filter(answer__in=found).values_list("answer", "giver", "at")
    for answer, giver, at in rows:
        found[answer].append(Favour(giver, at))
    for row in answers:
        solution = getattr(row, "accepted", None)
        if solution and solution.confirmed_at:
            found[row.pk].append(Favour(row.question.author_id, solution.at))
    return found


def _waits(row: Answer, favours: Iterable[Favour], seen: Sequence[Pattern]) -> bool:
    pending = [each for each in seen if not each.decided_at]
    return any(each.holds(one.giver, row.author_id, one.at) for each in pending for one in favours)  # fmt: skip


def _earlier(answers: Sequence[Answer], *, begin: datetime) -> dict[UUID, list[str]]:
    """The last answers of each author before the month; the month's own are added as they come."""
    authors = {row.author_id for row in answers}
    found: dict[UUID, list[str]] = {author: [] for author in authors}
    since = begin - timedelta(days=730)
    older = Answer.objects.filter(author__in=authors, at__lt=begin, at__gte=since)
    older = older.exclude(pk__in=[row.pk for row in answers]).order_by("-at", "-pk")
    for author, body in older.values_list("author", "body").iterator():
        if len(found[author]) < LAST:
            found[author].append(body)
    for texts in found.values():
        texts.reverse()
    return found


def _helped(answer: Answer, favours: Sequence[Favour], seen: Sequence[Pattern], earlier: list[str]) -> Helped:  # fmt: skip
    author, asker = answer.author_id, answer.question.author_id
    arranged = [each for each in seen if each.arranged]
    honest = {
        one.giver for one in favours
        if not any(each.arranges(one.giver, author, one.at) for each in arranged)
    }  # fmt: skip
    solution = getattr(answer, "accepted", None)
    line = Line(
        key=str(answer.pk), author=str(author), asker=str(asker), givers=len(honest - {author}),
        solved=bool(solution and solution.confirmed_at) and asker in honest,
        novelty=round(novelty(answer.body, earlier), 4),
    )  # fmt: skip
    earlier.append(answer.body)
    return Helped(answer, line)
