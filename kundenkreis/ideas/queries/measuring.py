"""How long ideas take, step by step."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from kundenkreis.ideas.models import Idea, IdeaStep, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """`to_market`: median days from writing to delivery. `waits`: status → (median days in it, how many)."""

    to_market: float | None
    delivered: int
    declined: int
    waits: dict[str, tuple[float, int]]


def measures(*, since: datetime) -> Measures:
    """Over ideas whose steps were taken since then; a wait is counted when it ended."""
    steps = IdeaStep.objects.filter(idea__steps__at__gte=since).distinct()
    spent: dict[str, list[float]] = {}
    whole: list[float] = []
    declined = 0
    before: dict[object, datetime] = dict(
        Idea.objects.filter(steps__at__gte=since).values_list("pk", "written_at")
    )
    written = dict(before)
    for step in steps.order_by("idea", "seq"):
        days = (step.at - before[step.idea_id]).total_seconds() / 86400
        before[step.idea_id] = step.at
        if step.at < since:
            continue
        spent.setdefault(step.from_status, []).append(days)
        if step.to_status == Status.DELIVERED:
            whole.append((step.at - written[step.idea_id]).total_seconds() / 86400)
        declined += step.to_status == Status.DECLINED
    waits = {
        status: (round(median(spent[status]), 1), len(spent[status]))
        for status in Status.values
        if status in spent
    }
    return Measures(
        to_market=round(median(whole), 1) if whole else None,
        delivered=len(whole), declined=declined, waits=waits,
    )  # fmt: skip
