"""Statements of reasons as the DSA Transparency Database takes them (art. 24 (5)).

Attributes and their values after the database's own documentation of its API, as of the schema of July 2025
(github digital-services-act/transparency-database, "How to use the API" and app/Models/Statement.php). The
database wants no personal data: the facts are the usual reason of the rule, never a moderator's own words.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

from django.utils.translation import override

from kundenkreis.moderation import words
from kundenkreis.moderation.models import HARMLESS, Outcome, Rule, StatementOfReasons
from kundenkreis.moderation.queries.things import things_of

COLUMNS = (
    "puid", "decision_visibility", "decision_visibility_other", "end_date_visibility_restriction", "decision_provision",
    "end_date_service_restriction", "decision_ground", "illegal_content_legal_ground", "illegal_content_explanation",
    "incompatible_content_ground", "incompatible_content_explanation", "content_type", "category", "category_specification",
    "content_date", "application_date", "decision_facts", "source_type", "automated_detection", "automated_decision",
)  # fmt: skip
_VISIBILITY = {
    Outcome.HIDDEN: "DECISION_VISIBILITY_CONTENT_DISABLED",
    Outcome.REMOVED: "DECISION_VISIBILITY_CONTENT_REMOVED",
    # The text stays without a part of it, which the database has no word for.
    Outcome.MENDED: "DECISION_VISIBILITY_OTHER",
}
_OTHER = "Personal data was taken out of the text; the rest stays."
# Of the 16 categories since July 2025. Bad advice and what is off topic only go against our own rules.
_CATEGORY = {
    Rule.PERSONAL_DATA: "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    Rule.RUDE: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    Rule.ILLEGAL: "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE",
    Rule.ARRANGED: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
}
_SPECIFICATION = {Rule.ARRANGED: "KEYWORD_INAUTHENTIC_USER_REVIEWS"}
_SOURCE = {"notice": "SOURCE_ARTICLE_16", "report": "SOURCE_TYPE_OTHER_NOTIFICATION"}
_CHUNK = 500


def lines(since: datetime | None = None) -> Iterator[tuple[str, ...]]:
    """Every decision that restricted something, oldest first. A warning restricts nothing and is not sent."""
    quiet = (*HARMLESS, Outcome.WARNED)
    rows = StatementOfReasons.objects.exclude(outcome__in=quiet).order_by("at", "pk")
    if since:
        rows = rows.filter(at__gte=since)
    found = rows.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(found, _CHUNK)):
        things = things_of(row.target for row in chunk)
        for row in chunk:
            thing = things.get(row.target)
            yield _line(row, thing.at if thing else row.at)


def _line(row: StatementOfReasons, written: datetime) -> tuple[str, ...]:
    rule = Rule(row.rule)
    with override("en"):
        facts, label = words.standard_facts(rule), str(rule.label)
    suspended = row.outcome == Outcome.SUSPENDED
    end = _day(row.until) if row.until else ""
    legal, contract = ((label, facts), ("", "")) if row.illegal else (("", ""), (label, facts))  # fmt: skip
    return (
        str(row.pk),
        "" if suspended else json.dumps([_VISIBILITY[Outcome(row.outcome)]]),
        _OTHER if row.outcome == Outcome.MENDED else "",
        "" if suspended else end,
        # Somebody may not write, report or vote; everything else of the service stays hers.
        "DECISION_PROVISION_PARTIAL_SUSPENSION" if suspended else "",
        end if suspended else "",
        "DECISION_GROUND_ILLEGAL_CONTENT" if row.illegal else "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        *legal,
        *contract,
        json.dumps(["CONTENT_TYPE_TEXT"]),
        _CATEGORY.get(rule, "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"),
        json.dumps([_SPECIFICATION[rule]]) if rule in _SPECIFICATION else "",
        _day(written),
        _day(row.at),
        facts,
        _SOURCE.get(row.source, "SOURCE_VOLUNTARY"),
        "Yes" if row.source in ("spam", "collusion") else "No",
        "AUTOMATED_DECISION_FULLY" if row.automated else "AUTOMATED_DECISION_NOT_AUTOMATED",
    )  # fmt: skip


def _day(at: datetime) -> str:
    day: date = at.astimezone(UTC).date()
    return day.isoformat()
