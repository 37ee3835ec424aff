"""Reads: favourites, and who is kept apart."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.bonds.models import Avoidance, Favourite
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.helpers.models import Helper, HelperBrand
from kundenkreis.people.models import Person


def favourites_of(customer: Person) -> list[Favourite]:
    """Her favourites, the newest first."""
    return _favourites(customer)


@asked
def _favourites(customer: Person) -> QuerySet[Favourite]:
    rows = Favourite.objects.filter(customer=customer)
    return rows.select_related("helper__person", "customer")


def avoidances_of(person: Person) -> list[Avoidance]:
    """Whom she does not want again: as a customer, and as a helper. Never what others said of her."""
    rows = Avoidance.objects.select_related("helper__person", "customer")
    hers = rows.filter(side="customer", customer=person)
    return list((hers | rows.filter(side="helper", helper__person=person)).order_by("-at"))


def avoidance_of(person: Person, pk: UUID | str) -> Avoidance:
    """One of `avoidances_of`.

    :raises NotFound: there is none, or it is somebody else's.
    """
    found = next((row for row in avoidances_of(person) if str(row.pk) == str(pk)), None)
    if not found:
        raise NotFound("not_found", _("There is no such entry."))
    return found


def kept_apart(customer: Person | UUID) -> set[UUID]:
    """The helpers who must not be sent to this customer, whoever of the two wished it."""
    return set(_apart(customer))


@asked
def _apart(customer: Person | UUID) -> QuerySet[Any, Any]:
    rows = Avoidance.objects.filter(customer=customer).order_by()
    return rows.values_list("helper", flat=True)


def between(
    customer: Person, helper: Helper, *, side: str
) -> tuple[Favourite | None, Avoidance | None]:
    """What this side said of the other: a favourite, or not again."""
    pair = {"customer": customer, "helper": helper}
    favourite = Favourite.objects.filter(**pair).first() if side == "customer" else None
    return favourite, Avoidance.objects.filter(**pair, side=side).first()


def helper_with(pk: UUID) -> Helper:
    """A helper of this brand.

    :raises NotFound: there is none.
    """
    rows = HelperBrand.objects.select_related("helper__person").filter(helper=pk)
    found = rows.first()
    if not found:
        raise NotFound("not_found", _("There is no such helper here."))
    return found.helper
