"""Reads around contests."""

from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kundenkreis.contests import judging
from kundenkreis.contests.models import ContestEntry, IdeaContest, Juror, JuryVerdict, Lemon
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person


def contests() -> list[IdeaContest]:
    """All of the brand, the latest first."""
    rows = IdeaContest.objects.order_by("-submit_from", "pk")
    standing = Q(entries__withdrawn_at=None, entries__hidden_at=None)
    return list(rows.annotate(entry_count=Count("entries", filter=standing)))


def contest(pk: UUID | str) -> IdeaContest:
    """:raises NotFound: there is no such contest at this brand."""
    found = IdeaContest.objects.filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such contest."))
    return found


def locked(row: IdeaContest) -> IdeaContest:
    """Its row, locked for change."""
    return IdeaContest.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def entries_of(row: IdeaContest) -> list[ContestEntry]:
    """What stands, by place where there is one, else the earliest first."""
    rows = row.entries.all().standing().select_related("author", "contest")
    return sorted(rows, key=lambda entry: (entry.place or 10_000, entry.at))


def entry_for(
    person: Person | None, pk: UUID | str, *, moderator: bool = False
) -> ContestEntry:
    """One entry; what does not stand only for its author and moderators.

    :raises NotFound: for all others.
    """
    rows = ContestEntry.objects.select_related("author", "contest")
    found = rows.filter(pk=pk).first()
    shut = found and not found.stands and not moderator
    if not found or (shut and (not person or found.author_id != person.pk)):
        raise NotFound("not_found", _("There is no such entry."))
    return found


def own_entries(row: IdeaContest, person: Person | None) -> list[ContestEntry]:
    """What this person entered, taken back or not."""
    return list(row.entries.filter(author=person).order_by("at")) if person else []


def weakest_of(row: IdeaContest, person: Person) -> list[UUID]:
    """Which entries she marked."""
    return list(Lemon.objects.filter(contest=row, giver=person).values_list("entry", flat=True))  # fmt: skip


def juror_in(row: IdeaContest, person: Person | None) -> Juror | None:
    """Her seat in the jury, if she has one."""
    return Juror.objects.filter(contest=row, person=person).first() if person else None


def standings(row: IdeaContest) -> list[judging.Standing]:
    """Tokens and marks of all that stand."""
    entries = row.entries.all().standing().order_by("at")
    lemons = Lemon.objects.filter(contest=row).values_list("entry").annotate(Count("pk"))
    many: dict[UUID, int] = dict(lemons)
    marks: dict[UUID, list[tuple[int, ...]]] = {}
    for verdict in JuryVerdict.objects.filter(entry__contest=row).order_by("pk"):
        marks.setdefault(verdict.entry_id, []).append(tuple(verdict.marks))
    return [
        judging.Standing(entry=entry.pk, at=entry.at, lemons=many.get(entry.pk, 0), marks=tuple(marks.get(entry.pk, [])))
        for entry in entries
    ]  # fmt: skip


def shortlist(row: IdeaContest) -> list[ContestEntry]:
    """What goes on to the jury: as it was when that began; before, as it would be now."""
    if row.jury_told_at:
        listed = row.entries.all().standing().filter(listed_at__isnull=False)
        return list(listed.select_related("contest").order_by("at", "pk"))
    order = [each.entry for each in judging.shortlist(standings(row))]
    found = {entry.pk: entry for entry in ContestEntry.objects.select_related("contest").filter(pk__in=order)}  # fmt: skip
    return [found[pk] for pk in order]


def verdicts_of(entry: ContestEntry) -> list[JuryVerdict]:
    """What the jury thinks of it."""
    return list(JuryVerdict.objects.filter(entry=entry).select_related("juror"))
