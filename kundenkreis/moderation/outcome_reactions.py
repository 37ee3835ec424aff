"""What moderation reports to `reputation`: whether reports were right, by a person's decision."""

from kundenkreis.moderation import queries
from kundenkreis.moderation.events import AppealDecided, ContentDecided
from kundenkreis.moderation.models import HARMLESS, Appeal, Flag, StatementOfReasons
from kundenkreis.notifications.models import EventRow
from kundenkreis.reputation import actions as reputation
from kundenkreis.reputation.models import MemberOutcome

REPORTED = MemberOutcome.Kind.REPORTED


def note_reports(event: ContentDecided, *, row: EventRow) -> None:
    """Each report of the text was right or not. What the rules do by themselves says nothing."""
    statement = StatementOfReasons.objects.filter(pk=event.statement).first()
    if statement is None or statement.automated:
        return
    _note(statement, right=statement.outcome not in HARMLESS, row=row)


def note_appeal(event: AppealDecided, *, row: EventRow) -> None:
    """Somebody else found the decision wrong: then the reports were wrong too, or right after all."""
    rows = Appeal.objects.select_related("statement")
    appeal = rows.filter(pk=event.appeal).first()
    if appeal and appeal.outcome == Appeal.Outcome.OVERTURNED:
        right = appeal.statement.outcome in HARMLESS
        _note(appeal.statement, right=right, row=row)


def _note(statement: StatementOfReasons, *, right: bool, row: EventRow) -> None:
    thing = queries.things_of([statement.target]).get(statement.target)
    for flag in Flag.objects.filter(decision=statement).select_related("by"):
        reputation.record(
            flag.by, kind=REPORTED, subject=f"flag:{flag.pk}", good=right, other=statement.author,
            title=thing.title if thing else "", by=row.by, at=row.at,
        )  # fmt: skip
