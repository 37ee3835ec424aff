"""Counting. A handful of statements whatever the number of cases."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncMonth

from kundenkreis.brands.models import Brand, LadderStep
from kundenkreis.cases.models import Attempt, Case, CaseTransition, PrivateFeedback
from kundenkreis.core.money import Money
from kundenkreis.insight.measures import Measures, Month, Share, StageCost, TopicNeed

# deflection and recontact are judged after a week (quality-algorithms 3-14).
A_WEEK = timedelta(days=7)
MONTHS = 6


def measures(brand: Brand, *, at: datetime, months: int = MONTHS) -> Measures:
    """All measures of the last `months` months, this one included, in the brand's time zone."""
    first = _first_of_month(at.astimezone(brand.zone), months - 1)
    return Measures(
        months=_months(first, at, brand),
        costs=_costs(first, brand),
        recontact=recontact(first, at=at),
        again=_said("again", first),
        recommend=_said("recommend", first),
        helped=_said("helped", first),
        topics=_topics(first),
    )


def _first_of_month(local: datetime, back: int) -> datetime:
    month = local.year * 12 + local.month - 1 - back
    return local.replace(
        year=month // 12,
        month=month % 12 + 1,
        day=1,
        hour=0,
        minute=0,
        second=0,
        microsecond=0,
    )


def _months(first: datetime, at: datetime, brand: Brand) -> list[Month]:
    solved: dict[date, dict[str, int]] = defaultdict(dict)
    month = TruncMonth("closed_at", tzinfo=brand.zone)
    known = (
        Attempt.objects.filter(
            state=Attempt.State.SOLVED,
            case__state=Case.State.SOLVED,
            case__closed_at__gte=first,
        )
        .values("stage", month=TruncMonth("case__closed_at", tzinfo=brand.zone))
        .annotate(count=Count("pk"))
    )
    for row in known:
        solved[row["month"].date()][row["stage"]] = row["count"]
    by_attempt = Attempt.objects.filter(case=OuterRef("pk"), state=Attempt.State.SOLVED)
    unknown = (
        Case.objects.filter(
            ~Exists(by_attempt), state=Case.State.SOLVED, closed_at__gte=first
        )
        .values(month=month)
        .annotate(count=Count("pk"))
    )
    for month_of_unknown, count in unknown.values_list("month", "count"):
        solved[month_of_unknown.date()][""] = count
    span = (
        (at.astimezone(brand.zone).year - first.year) * 12
        + at.astimezone(brand.zone).month
        - first.month
    )
    days = [
        _first_of_month(at.astimezone(brand.zone), back).date()
        for back in range(span, -1, -1)
    ]
    return [Month(day, solved[day]) for day in days]


def _costs(first: datetime, brand: Brand) -> list[StageCost]:
    ended = Attempt.objects.filter(ended_at__gte=first).values("stage")
    counted = {
        row["stage"]: row
        for row in ended.annotate(
            solved=Count("pk", filter=Q(state=Attempt.State.SOLVED)),
            tried=Count("pk", filter=~Q(state=Attempt.State.WITHDRAWN)),
        )
    }
    nothing = {"solved": 0, "tried": 0}
    return [
        StageCost(
            step.stage,
            counted.get(step.stage, nothing)["solved"],
            counted.get(step.stage, nothing)["tried"],
            Money(step.unit_cost, brand.currency),
        )
        for step in LadderStep.objects.all()
    ]


def recontact(first: datetime, *, at: datetime) -> Share:
    """recontact_7d: solved cases whose customer came back within a week, of those a week old.

    Coming back: the case is reopened, or the same customer opens another on the same topic.
    """
    solved = CaseTransition.objects.filter(
        to_state=Case.State.SOLVED, at__gte=first, at__lte=at - A_WEEK
    )
    reopened = CaseTransition.objects.filter(
        case=OuterRef("case"),
        from_state=Case.State.SOLVED,
        at__gt=OuterRef("at"),
        at__lte=OuterRef("at") + A_WEEK,
    )
    another = Case.objects.filter(
        customer=OuterRef("case__customer"),
        topic=OuterRef("case__topic"),
        opened_at__gt=OuterRef("at"),
        opened_at__lte=OuterRef("at") + A_WEEK,
    ).exclude(pk=OuterRef("case"))
    sums = solved.annotate(back=Exists(reopened) | Exists(another)).aggregate(
        whole=Count("case", distinct=True),
        part=Count("case", filter=Q(back=True), distinct=True),
    )
    return Share(sums["part"], sums["whole"])


def _said(field: str, first: datetime) -> Share:
    """Yes of yes and no; silence counts for neither."""
    given = PrivateFeedback.objects.filter(at__gte=first, **{f"{field}__isnull": False})
    sums = given.aggregate(part=Count("pk", filter=Q(**{field: True})), whole=Count("pk"))
    return Share(sums["part"], sums["whole"])


def _topics(first: datetime) -> list[TopicNeed]:
    """Where people need help most."""
    rows = (
        Case.objects.filter(opened_at__gte=first, topic__isnull=False)
        .values(slug=F("topic__slug"), words=F("topic__words"))
        .annotate(
            cases=Count("pk"),
            solved=Count("pk", filter=Q(state=Case.State.SOLVED)),
            closed=Count("pk", filter=~Q(state=Case.State.OPEN)),
        )
        .order_by("-cases", "slug")
    )
    return [
        TopicNeed(
            row["slug"], row["words"], row["cases"], Share(row["solved"], row["closed"])
        )
        for row in rows
    ]
