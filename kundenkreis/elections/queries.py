"""Reads around elections."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from kundenkreis.charter.queries import eligible
from kundenkreis.core.refusal import NotFound
from kundenkreis.elections.models import (
    Candidacy,
    Election,
    ElectionsAllowed,
    ElectionVoter,
    Mandate,
    Recall,
    RecallSigner,
    RecallVoter,
)
from kundenkreis.people.models import Person

__all__ = ["eligible"]


def allowed() -> bool:
    """Whether the brand wants elections; off until a manager says so."""
    row = ElectionsAllowed.objects.first()
    return bool(row and row.allowed)


def elections() -> list[Election]:
    """Newest first, each with how many are `listed` as voters."""
    return list(Election.objects.annotate(listed=Count("voters")).order_by("-at")[:50])


def under_way() -> Election | None:
    """The one that is not counted."""
    return Election.objects.filter(counted_at=None).first()


def election(pk: UUID) -> Election:
    """:raises NotFound: there is none here."""
    rows = Election.objects.annotate(listed=Count("voters"))
    row = rows.filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such election."))
    return row


def candidates(row: Election) -> list[Candidacy]:
    """Who stands: in the order in which they stood; after the count by approvals."""
    return candidates_of([row])[row.pk]


def candidates_of(rows: Sequence[Election]) -> dict[UUID, list[Candidacy]]:
    """Who stands in each of them; one statement for all."""
    stood = Candidacy.objects.filter(election__in=rows, withdrawn_at=None)
    found: dict[UUID, list[Candidacy]] = {row.pk: [] for row in rows}
    for each in stood.select_related("person", "mandate").order_by("at", "pk"):
        found[each.election_id].append(each)
    for row in rows:
        if row.counted_at:
            found[row.pk].sort(key=lambda each: (not each.elected, -each.approvals))
    return found


def stands(row: Election, person: Person | None) -> Candidacy | None:
    """Her own candidacy."""
    rows = Candidacy.objects.filter(election=row, person=person, withdrawn_at=None)
    return rows.first() if person else None


def voter(row: Election, person: Person | None) -> ElectionVoter | None:
    """Her place on the list, with whether she has voted."""
    return ElectionVoter.objects.filter(election=row, person=person).first() if person else None  # fmt: skip


def in_office(*, at: datetime) -> list[Mandate]:
    """Who is elected now."""
    rows = Mandate.objects.filter(since__lte=at, until__gt=at, ended_at=None)
    rows = rows.filter(candidacy__person__isnull=False)
    return list(rows.select_related("candidacy__person").order_by("since", "pk"))


def mandate(pk: int) -> Mandate:
    """:raises NotFound: there is none here."""
    row = Mandate.objects.select_related("candidacy__person").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such office."))
    return row


def decisions() -> list[ElectionsAllowed]:
    """When the brand said yes or no to elections, and why."""
    return list(ElectionsAllowed.objects.select_related("by")[:20])


def recall_for(pk: UUID) -> Recall:
    """One petition, with how many `signed` and are `listed` as voters.

    :raises NotFound: there is none here.
    """
    row = _recalls().filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such petition."))
    return row


def recalls() -> list[Recall]:
    """What is under way first, then the last ones."""
    rows = _recalls().order_by(F("counted_at").desc(nulls_first=True), "-at")
    return list(rows[:50])


def _recalls() -> QuerySet[Recall]:
    signed = RecallSigner.objects.filter(recall=OuterRef("pk")).order_by()
    listed = RecallVoter.objects.filter(recall=OuterRef("pk")).order_by()
    rows: QuerySet[Recall] = Recall.objects.select_related("mandate__candidacy__person", "by")  # fmt: skip
    return rows.annotate(signed=_sum(signed), listed=_sum(listed))


def _sum(rows: QuerySet[Any]) -> Coalesce:
    one = rows.values("recall").annotate(sum=Count("pk")).values("sum")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def signed(row: Recall, person: Person | None) -> bool:
    """Whether she signed."""
    return bool(person) and RecallSigner.objects.filter(recall=row, person=person).exists()


def recall_voter(row: Recall, person: Person | None) -> RecallVoter | None:
    """Her place on the list, with whether she has voted."""
    return RecallVoter.objects.filter(recall=row, person=person).first() if person else None  # fmt: skip
