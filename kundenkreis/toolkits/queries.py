"""Reads around toolkits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person
from kundenkreis.toolkits import fitting
from kundenkreis.toolkits.models import Design, Toolkit, ToolkitField, ToolkitRule


def toolkits(*, manager: bool) -> list[Toolkit]:
    """What is offered; managers see all."""
    rows = Toolkit.objects.all() if manager else Toolkit.objects.filter(offered_at__isnull=False)  # fmt: skip
    return list(rows)


def toolkit(slug: str, *, manager: bool = False) -> Toolkit:
    """:raises NotFound: there is none, or it is not offered."""
    row = Toolkit.objects.filter(slug=slug).first()
    if not row or (row.offered_at is None and not manager):
        raise NotFound("not_found", _("There is no such toolkit."))
    return row


def fields_of(row: Toolkit) -> list[ToolkitField]:
    """Its fields in their order."""
    return list(row.fields.all())


def rules_of(row: Toolkit) -> list[ToolkitRule]:
    """Rules between them."""
    return list(row.rules.select_related("if_field", "then_field"))


def fit(row: Toolkit, given: Mapping[str, Any]) -> fitting.Fit:
    """What a design with these values costs, and whether it fits."""
    return fitting.check(row.base_price, fields_of(row), rules_of(row), given)


def gallery(row: Toolkit) -> QuerySet[Design]:
    """What everyone sees of it: best first; of equals the newest."""
    points = Coalesce(Sum("ratings__stars"), 0) + 15.0
    rows = row.designs.all().shown().select_related("author", "toolkit", "origin__author")
    rated = rows.annotate(many=Count("ratings"), mean=Avg("ratings__stars"), score=points / (Count("ratings") + 5.0))  # fmt: skip
    return rated.order_by(F("score").desc(), "-submitted_at", "pk")


def design_for(person: Person | None, pk: UUID | str, *, moderator: bool = False) -> Design:
    """A design everyone sees, or one's own.

    :raises NotFound: for all others.
    """
    rows = Design.objects.select_related("author", "toolkit", "forked_from__author", "origin__author")  # fmt: skip
    row = rows.filter(pk=pk).first()
    own = row and person and row.author_id == person.pk
    if not row or not (row.is_shown or own or (moderator and row.submitted_at)):
        raise NotFound("not_found", _("There is no such design."))
    return row


def designs_of(person: Person) -> list[Design]:
    """One's own, newest first."""
    rows = Design.objects.filter(author=person, withdrawn_at__isnull=True)
    return list(rows.select_related("toolkit").order_by("-saved_at", "pk")[:100])


def stars_of(row: Design) -> tuple[float | None, int]:
    """Mean and number of ratings."""
    found = row.ratings.aggregate(mean=Avg("stars"), many=Count("pk"))
    return found["mean"], found["many"]
