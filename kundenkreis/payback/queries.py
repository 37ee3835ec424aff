"""What helped in a month, what somebody has, what a brand set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from kundenkreis.brands.queries import brand_here
from kundenkreis.core.refusal import NotFound
from kundenkreis.payback.formula import LAST, Line, novelty
from kundenkreis.payback.models import (
    Organisation,
    PaybackLine,
    PaybackMonth,
    PaybackShare,
    PaybackTerms,
    Redemption,
    first_of,
    month_after,
)
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.community.models import Answer

# So many closed months are made up for at once after a long standstill.
MOST_BEHIND = 3


def terms_of(month: date) -> PaybackTerms | None:
    """What holds in this month; None: no payback then."""
    rows = PaybackTerms.objects.filter(from_month__lte=month)
    return rows.order_by("-from_month", "-pk").first()


def newest_terms() -> PaybackTerms | None:
    """What was set last, for this month or a later one."""
    return PaybackTerms.objects.order_by("-from_month", "-pk").first()


def all_terms() -> list[PaybackTerms]:
    """Everything that was set, the newest first."""
    return list(PaybackTerms.objects.select_related("set_by").order_by("-pk")[:20])


def months_to_close(*, until: date) -> list[date]:
    """Months with terms that are over and not closed, the oldest first."""
    first = PaybackTerms.objects.order_by("from_month").values_list("from_month", flat=True).first()  # fmt: skip
    if first is None:
        return []
    closed = set(PaybackMonth.objects.values_list("month", flat=True))
    found, month = [], first
    while month <= first_of(until):
        if month not in closed:
            found.append(month)
        month = month_after(month)
    return found[-MOST_BEHIND:]


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


def helped_in(month: date, *, at: datetime) -> list[Helped]:
    """Answers of members to others in this month, in the order of time, with thanks and solutions until now.

    Not: the team's, the asker's own, what is hidden, who is gone, and what was paid back before.
    """
    begin, end = span_of(month)
    staff = Role.objects.current(at).filter(person=OuterRef("author"), kind__in=Role.STAFF)
    paid = PaybackLine.objects.values("subject")
    rows = Answer.objects.public().filter(at__gte=begin, at__lt=end, author__erased_at=None)
    rows = rows.filter(role__in=[Answer.Role.MEMBER, Answer.Role.EXPERT])
    rows = rows.filter(question__hidden_at__isnull=True).exclude(Exists(staff))
    # Who asked and says that it helped has thanked, with or without a click on thanks.
    others = ~Q(kudos__giver=F("question__author"))
    rows = rows.annotate(givers=Count("kudos__giver", distinct=True, filter=others))
    rows = rows.annotate(asker_thanks=Count("kudos", filter=~others))
    rows = rows.select_related("author", "question__author", "accepted").order_by(
        "at", "pk"
    )
    known = set(paid.values_list("subject", flat=True))
    answers = [row for row in rows if f"answer:{row.pk}" not in known]
    before = _earlier(answers, begin=begin)
    return [_helped(row, before[row.author_id]) for row in answers]


def _earlier(answers: Sequence[Answer], *, begin: datetime) -> dict[UUID, list[str]]:
    """The last answers of each author before the month; the month's own are added as they come."""
    authors = {row.author_id for row in answers}
    found: dict[UUID, list[str]] = {author: [] for author in authors}
    since = begin - timedelta(days=730)
    older = Answer.objects.filter(author__in=authors, at__lt=begin, at__gte=since).order_by("-at", "-pk")  # fmt: skip
    for author, body in older.values_list("author", "body").iterator():
        if len(found[author]) < LAST:
            found[author].append(body)
    for texts in found.values():
        texts.reverse()
    return found


def _helped(answer: Answer, earlier: list[str]) -> Helped:
    solution = getattr(answer, "accepted", None)
    solved = bool(solution and solution.confirmed_at)
    asker = bool(solved or getattr(answer, "asker_thanks", 0))
    line = Line(
        key=str(answer.pk), author=str(answer.author_id), asker=str(answer.question.author_id),
        givers=getattr(answer, "givers", 0) + asker, solved=solved,
        novelty=round(novelty(answer.body, earlier), 4),
    )  # fmt: skip
    earlier.append(answer.body)
    return Helped(answer, line)


def newcomers(authors: Sequence[str]) -> list[str]:
    """Of these, who never had a share here."""
    known = PaybackShare.objects.filter(person__pk__in=authors).values_list(
        "person", flat=True
    )
    return sorted(set(authors) - {str(pk) for pk in known})


def months() -> list[PaybackMonth]:
    """Closed months, the newest first, with how many people got something."""
    rows = PaybackMonth.objects.annotate(people=Count("shares"))
    return list(rows.order_by("-month")[:24])


def shares_of(person: Person) -> list[PaybackShare]:
    """What she got, month by month, the newest first."""
    rows = PaybackShare.objects.filter(person=person).select_related("month")
    return list(rows.order_by("-month__month"))


def share_for(person: Person, month: UUID) -> PaybackShare:
    """Her own share of this month.

    :raises NotFound: there is none.
    """
    rows = PaybackShare.objects.filter(person=person, month=month)
    row = rows.select_related("month").first()
    if row is None:
        raise NotFound("not_found", _("There is no such statement."))
    return row


def redemptions_of(person: Person) -> list[Redemption]:
    """What her points became, the newest first."""
    rows = Redemption.objects.filter(person=person).select_related("organisation")
    return list(rows.order_by("-at", "-pk")[:50])


def organisations(*, all_of_them: bool = False) -> list[Organisation]:
    """To whom points can be given now, or ever could."""
    rows = Organisation.objects.all()
    return list(rows if all_of_them else rows.filter(withdrawn_at=None))


def organisation(pk: UUID) -> Organisation:
    """:raises NotFound: there is none of this id here."""
    row = Organisation.objects.filter(pk=pk).select_related("person").first()
    if row is None:
        raise NotFound("not_found", _("There is no such organisation."))
    return row


def speaks_for(by: Person, person: Person) -> bool:
    """Whether `by`, a manager, names the bank account of an organisation here."""
    managers = Role.objects.filter(person=by, kind=Role.Kind.MANAGER, until=None)
    return managers.exists() and Organisation.objects.filter(person=person).exists()
