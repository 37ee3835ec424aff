"""Reads of the desk: the inbox, who works on what, how long one waits."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Case as DbCase
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.cases.models import Attempt, Case, Message
from kundenkreis.core import hours
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.desk.models import Assignment, CallbackWish

# Minutes to a first answer, until enough was measured.
USUAL_ANSWER, ENOUGH_ANSWERS = 12, 5
# Windows offered for a call-back, and how long each is.
WINDOWS, WINDOW = 4, timedelta(hours=2)
# What each list holds; the first is shown when nobody says otherwise.
LISTS = ("unassigned", "mine", "all")


def open_cases() -> QuerySet[Case]:
    """Open cases with `waiting_since`: the first word nobody of the team has answered; longest first."""
    answered = (
        Message.objects.filter(case=OuterRef("pk"), role="agent", internal=False)
        .order_by("-at")
        .values("at")[:1]
    )
    unanswered = (
        Message.objects.filter(
            case=OuterRef("pk"), role="customer", at__gt=OuterRef("answered")
        )
        .order_by("at")
        .values("at")[:1]
    )
    asked = (
        Attempt.objects.filter(case=OuterRef("pk"), stage="desk", state="open")
        .order_by("begun_at")
        .values("begun_at")[:1]
    )
    return (
        Case.objects.all()
        .open()
        .select_related("customer", "topic")
        .annotate(answered=Subquery(answered), asked_desk=Subquery(asked))
        .annotate(
            waiting_since=Coalesce(
                Subquery(unanswered),
                # Nobody has answered at all: since the team was asked, else since the case was opened.
                DbCase(
                    When(answered__isnull=True, then=Coalesce("asked_desk", "opened_at"))
                ),
            )
        )
        .order_by(F("waiting_since").asc(nulls_last=True), "opened_at")
    )


def inbox(agent: Person, which: str, topic: str = "") -> QuerySet[Case]:
    """One of the lists: `unassigned` (asked our team, nobody works on it), `mine`, `all`."""
    rows, assigned = open_cases(), Assignment.objects.all().live()
    if topic:
        rows = rows.filter(topic__slug=topic)
    if which == "mine":
        return rows.filter(pk__in=assigned.filter(agent=agent).values("case"))
    if which == "all":
        return rows
    return rows.filter(pk__in=_asked()).exclude(pk__in=assigned.values("case"))


def _asked() -> QuerySet[Attempt, Any]:
    """Cases whose customers asked our team."""
    return Attempt.objects.filter(stage="desk", state="open").values("case")


def counts(agent: Person) -> dict[str, int]:
    """How many cases each list holds."""
    live = Assignment.objects.all().live()
    cases = Case.objects.all().open()
    waiting = Attempt.objects.filter(stage="desk", state="open").values("case")
    return {
        "unassigned": cases.filter(pk__in=waiting)
        .exclude(pk__in=live.values("case"))
        .count(),
        "mine": cases.filter(pk__in=live.filter(agent=agent).values("case")).count(),
        "all": cases.count(),
    }


def assignments(cases: Iterable[Case]) -> dict[UUID, Assignment]:
    """Who works on each of these cases now."""
    rows = Assignment.objects.all().live().filter(case__in=list(cases))
    return {row.case_id: row for row in rows.select_related("agent")}


def assignment_of(case: Case) -> Assignment | None:
    """Who works on the case now."""
    return assignments([case]).get(case.pk)


def is_writing(assignment: Assignment | None, *, at: datetime) -> bool:
    """Whether the agent was seen writing within the last minute."""
    return bool(
        assignment
        and assignment.writing_at
        and assignment.writing_at > at - Assignment.WRITING
    )


def wishes(cases: Iterable[Case]) -> dict[UUID, CallbackWish]:
    """Who of them wants to be called, and was not yet."""
    rows = CallbackWish.objects.all().open().filter(case__in=list(cases))
    return {row.case_id: row for row in rows}


def wish(pk: UUID) -> CallbackWish:
    """:raises NotFound: there is none here."""
    row = CallbackWish.objects.filter(pk=pk).select_related("case").first()
    if row is None:
        raise NotFound("not_found", _("There is no such call-back."))
    return row


def median_first_response(brand: Brand, *, at: datetime) -> int:
    """Minutes from asking to the team's first word, in the middle of the last 30 days.

    Counts what was asked in writing while the desk was open; 12 until five are known.
    """
    rows = _first_words(at - timedelta(days=30))
    waits = [hours.minutes_between(*span) for span in rows if brand.is_open(span[0])]
    return max(1, round(median(waits))) if len(waits) >= ENOUGH_ANSWERS else USUAL_ANSWER


@asked
def _first_words(since: datetime) -> QuerySet[Attempt, tuple[datetime, datetime]]:
    first = (
        Message.objects.filter(
            case=OuterRef("case"),
            role="agent",
            internal=False,
            at__gte=OuterRef("begun_at"),
        )
        .order_by("at")
        .values("at")[:1]
    )
    written = Attempt.objects.filter(
        ~Q(case__channel=Case.Channel.PHONE), stage="desk", begun_at__gt=since
    )
    rows = written.annotate(first=Subquery(first)).filter(first__isnull=False)
    return rows.values_list("begun_at", "first")[:500]


def working_minutes(brand: Brand, *, at: datetime) -> int:
    """Minutes of work before the next case is answered: the usual time, longer with a queue."""
    agents, waiting = sum(_agents(at)), sum(_waiting())
    usual = median_first_response(brand, at=at)
    return round(usual * max(1.0, (waiting + 1) / max(1, agents)))


@asked
def _agents(at: datetime) -> QuerySet[Any, int]:
    return _count(Role.objects.current(at).filter(kind=Role.Kind.AGENT))


@asked
def _waiting() -> QuerySet[Any, int]:
    rows = Attempt.objects.filter(stage="desk", state="open", case__state="open")
    return _count(rows.exclude(case__in=Assignment.objects.all().live().values("case")))


def _count(rows: QuerySet[Any]) -> QuerySet[Any, int]:
    """How many of the brand inside; nothing where there are none."""
    counted = rows.order_by().values("brand").annotate(count=Count("pk"))
    found: QuerySet[Any, int] = counted.values_list("count", flat=True)
    return found


def wait_minutes(brand: Brand, *, at: datetime) -> int | None:
    """Minutes until our team answers, counting only opening hours as work; None without hours."""
    work = working_minutes(brand, at=at)
    for start, end in hours.spans(brand.hours, brand.zone, at):
        begins = max(start, at)
        open_for = hours.minutes_between(begins, end)
        if work <= open_for:
            return hours.minutes_between(at, begins) + work
        work -= open_for
    return None


def call_windows(brand: Brand, *, at: datetime) -> Sequence[hours.Span]:
    """The next windows of up to two hours in which the desk can call, from half an hour ahead."""
    found: list[hours.Span] = []
    # The next full or half hour that is at least half an hour away.
    past = timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
    earliest = at - past + timedelta(minutes=60 if past else 30)
    for start, end in hours.spans(brand.hours, brand.zone, earliest):
        opens = max(start, earliest.astimezone(brand.zone))
        while opens < end and len(found) < WINDOWS:
            closes = min(opens + WINDOW, end)
            found.append((opens, closes))
            opens = closes
    return found


def messages_with_signs() -> QuerySet[Message]:
    """Messages that may hold a trick, newest first."""
    rows = Message.objects.exclude(signs=[]).select_related("case", "author")
    return rows.order_by("-at")


def to_be_asked(*, at: datetime) -> QuerySet[Case]:
    """Whom to call with the private question: asked in writing days ago, silent, and reachable by phone."""
    rows = Case.objects.all().unanswered().exclude(customer__phone="")
    window = (at - timedelta(days=60), at - timedelta(days=2))
    rows = rows.filter(asked_at__range=window, customer__erased_at__isnull=True)
    return rows.select_related("customer").order_by("asked_at")
