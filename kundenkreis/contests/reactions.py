"""Jurors are told when to judge, entrants how it ended."""

from kundenkreis.contests import queries
from kundenkreis.contests.events import ContestDecided, JurorNamed, JuryBegun
from kundenkreis.contests.models import Juror
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person


def tell_juror(event: JurorNamed, *, row: EventRow) -> None:
    """She is asked, with her days."""
    contest = queries.contest(event.contest)
    values = {
        "title": contest.title,
        "begins": contest.filter_until,
        "ends": contest.jury_until,
    }
    person = Person.objects.get(pk=event.person)
    notify(person=person, kind="juror_named", row=row, values=values, path=contest.path)


def tell_jury(event: JuryBegun, *, row: EventRow) -> None:
    """Every juror, when the weakest are sorted out."""
    contest = queries.contest(event.contest)
    values = {"title": contest.title, "ends": contest.jury_until}
    for juror in Juror.objects.filter(contest=contest).select_related("person"):
        notify(
            person=juror.person,
            kind="jury_begun",
            row=row,
            values=values,
            path=contest.path,
        )


def tell_entrants(event: ContestDecided, *, row: EventRow) -> None:
    """Each author once: her best place, or that it ended."""
    contest = queries.contest(event.contest)
    told = set()
    for entry in queries.entries_of(contest):
        if entry.author_id in told:
            continue
        told.add(entry.author_id)
        values = {
            "title": contest.title,
            "text": contest.result_text,
            "place": entry.place or 0,
        }
        kind = "contest_placed" if entry.place else "contest_decided"
        notify(person=entry.author, kind=kind, row=row, values=values, path=contest.path)
