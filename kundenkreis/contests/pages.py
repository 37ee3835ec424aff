"""What the pages of contests show."""

from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.contests import queries
from kundenkreis.contests.models import ContestEntry, IdeaContest, JuryVerdict, Phase
from kundenkreis.ideas.doors import account
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui import filters


def contest(request: Request, row: IdeaContest) -> dict[str, Any]:
    """Everything the contest's page shows to this reader."""
    reader, phase = account(request), row.phase(request.at)
    juror = queries.juror_in(row, reader)
    return {
        "contest": row,
        "phase": phase,
        "phase_words": str(Phase(phase).label),
        "days": _days(row, phase),
        "entries": queries.entries_of(row),
        "listed": queries.shortlist(row) if phase in (Phase.JURY, Phase.DECIDING) else [],
        "jurors": list(row.jurors.all()),
        "juror": juror,
        "judged": set(juror.verdicts.values_list("entry", flat=True)) if juror else set(),
        "own": queries.own_entries(row, reader),
    }


def _days(row: IdeaContest, phase: str) -> list[dict[str, Any]]:
    """The phases as a way: what is done, now, later."""
    lines = (
        (Phase.SUBMIT, _("Enter ideas until"), row.submit_until),
        (Phase.FILTER, _("Members sort out until"), row.filter_until),
        (Phase.JURY, _("The jury judges until"), row.jury_until),
        (Phase.RESULT, _("Result"), row.result_at),
    )
    names = [name for name, _title, _end in lines]
    now = names.index(Phase(phase)) if phase in names else (-1 if phase == Phase.ANNOUNCED else 3)  # fmt: skip
    decided = phase == Phase.RESULT
    return [
        {
            "title": title,
            "at": end,
            "state": "done"
            if place < now or decided
            else ("now" if place == now else "later"),
        }
        for place, (_name, title, end) in enumerate(lines)
    ]


def entry(request: Request, row: ContestEntry) -> dict[str, Any]:
    """One idea; names and verdicts stand there with the result."""
    reader, decided = account(request), row.contest.result_at is not None
    verdicts = queries.verdicts_of(row) if decided else []
    return {
        "entry": row,
        "contest": row.contest,
        "phase": row.contest.phase(request.at),
        "decided": decided,
        "own": reader is not None and row.author_id == reader.pk,
        "juror": queries.juror_in(row.contest, reader),
        "verdicts": [
            (each, list(zip(row.contest.criteria, each.marks, strict=True)))
            for each in verdicts
        ],
    }


def my_verdict(row: ContestEntry, person: Person) -> dict[str, Any]:
    """What this juror said before, to be changed."""
    found = JuryVerdict.objects.filter(entry=row, juror__person=person).first()
    if not found:
        return {}
    marks = {f"mark_{number}": mark for number, mark in enumerate(found.marks)}
    return {**marks, "reason": found.reason}


def standings(row: IdeaContest) -> list[list[Any]]:
    """For the manager before the result: idea, verdicts, mean mark."""
    found = {each.entry: each for each in queries.standings(row)}
    return [
        [
            each.title,
            len(found[each.pk].marks),
            filters.decimal(found[each.pk].score, 2) if found[each.pk].marks else "–",
        ]
        for each in queries.shortlist(row)
    ]
