"""The yearly figures and the lines of the transparency database, counted from the decisions themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, F, Q

from kundenkreis.moderation.models import (
    HARMLESS,
    Appeal,
    ContentNotice,
    Flag,
    Outcome,
    Rule,
    StatementOfReasons,
    Suspension,
)


@dataclass(frozen=True, slots=True)
class Yearly:
    """One year's figures. `hours`: mean time from notice to decision; None where there was none."""

    outcomes: list[tuple[str, int, int]]
    rules: list[tuple[str, int]]
    reports: int
    notices: int
    hours: float | None
    appeals: int
    overturned: int
    suspensions: int


def years(*, at: datetime) -> list[int]:
    """From this year back to the first decision."""
    first = StatementOfReasons.objects.order_by("at").values_list("at", flat=True).first()
    return list(range(at.year, (first or at).year - 1, -1))


def yearly(year: int) -> Yearly:
    """What was decided in that year."""
    rows = StatementOfReasons.objects.filter(at__year=year)
    outcomes = rows.values("outcome").annotate(
        n=Count("pk"), alone=Count("pk", filter=Q(by__isnull=True))
    )
    taken = rows.exclude(outcome__in=HARMLESS)
    by_rule = taken.values("rule").annotate(n=Count("pk")).order_by("-n", "rule")
    notices = ContentNotice.objects.filter(at__year=year)
    wait: timedelta | None = notices.filter(item__decided_at__isnull=False).aggregate(
        wait=Avg(F("item__decided_at") - F("at"))
    )["wait"]
    appeals = Appeal.objects.filter(at__year=year)
    return Yearly(
        outcomes=[
            (str(Outcome(row["outcome"]).label), row["n"], row["alone"])
            for row in outcomes.order_by("-n", "outcome")
        ],
        rules=[(str(Rule(row["rule"]).label), row["n"]) for row in by_rule],
        reports=Flag.objects.filter(at__year=year).count(),
        notices=notices.count(),
        hours=wait.total_seconds() / 3600 if wait is not None else None,
        appeals=appeals.count(),
        overturned=appeals.filter(outcome="overturned").count(),
        suspensions=Suspension.objects.filter(in_force_at__year=year).count(),
    )


# Columns and words of the DSA Transparency Database (transparency.dsa.ec.europa.eu, API documentation).
