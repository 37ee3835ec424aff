"""The yearly figures and the lines of the transparency database, counted from the decisions themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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
COLUMNS = (
    "puid", "decision_visibility", "decision_account", "decision_ground", "illegal_content_legal_ground",
    "incompatible_content_ground", "category", "content_type", "decision_facts", "source_type", "automated_detection",
    "automated_decision", "application_date", "end_date_account_restriction",
)  # fmt: skip
_VISIBILITY = {
    Outcome.HIDDEN: "DECISION_VISIBILITY_CONTENT_DISABLED",
    Outcome.REMOVED: "DECISION_VISIBILITY_CONTENT_REMOVED",
    Outcome.MENDED: "DECISION_VISIBILITY_CONTENT_REMOVED",
    Outcome.WARNED: "DECISION_VISIBILITY_CONTENT_LABELLED",
}
_CATEGORY = {
    Rule.SPAM: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    Rule.PERSONAL_DATA: "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    Rule.RUDE: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    Rule.DANGEROUS: "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
    Rule.ARRANGED: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
}
_SOURCE = {"notice": "SOURCE_ARTICLE_16", "report": "SOURCE_TYPE_OTHER_NOTIFICATION"}


def lines(since: datetime | None = None) -> Iterator[tuple[str, ...]]:
    """Every decision that took something, oldest first; no names, no words of texts."""
    rows = StatementOfReasons.objects.exclude(outcome__in=HARMLESS).order_by("at", "pk")
    if since:
        rows = rows.filter(at__gte=since)
    for row in rows.iterator(chunk_size=500):
        yield (
            str(row.pk),
            _VISIBILITY.get(Outcome(row.outcome), ""),
            "DECISION_ACCOUNT_SUSPENDED" if row.outcome == Outcome.SUSPENDED else "",
            "DECISION_GROUND_ILLEGAL_CONTENT" if row.illegal else "DECISION_GROUND_INCOMPATIBLE_CONTENT",
            row.rule if row.illegal else "",
            "" if row.illegal else row.rule,
            _CATEGORY.get(Rule(row.rule), "STATEMENT_CATEGORY_SCOPE_OF_PLATFORM_SERVICE"),
            "CONTENT_TYPE_TEXT",
            row.facts,
            _SOURCE.get(row.source, "SOURCE_VOLUNTARY"),
            "Yes" if row.source in ("spam", "collusion") else "No",
            "AUTOMATED_DECISION_FULLY" if row.automated else "AUTOMATED_DECISION_NOT_AUTOMATED",
            row.at.astimezone(UTC).date().isoformat(),
            row.until.astimezone(UTC).date().isoformat() if row.until else "",
        )  # fmt: skip
