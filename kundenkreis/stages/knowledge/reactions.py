"""What this room does when a case says whether an article helped: count again."""

from kundenkreis.cases.events import AttemptEnded, CaseReopened, CaseSolved
from kundenkreis.cases.models import Attempt
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.models import Article


def count_again(event: CaseSolved | AttemptEnded | CaseReopened, *, row: EventRow) -> None:
    """Also when the case was solved or reopened by another door than ours."""
    subjects = Attempt.objects.filter(case_id=event.case, stage=queries.STAGE).values_list(
        "subject", flat=True
    )
    ids = {subject.partition(":")[2] for subject in subjects if subject}
    for article in Article.objects.filter(pk__in=ids).order_by("pk"):
        actions.recount(article, by=None, at=row.at)
