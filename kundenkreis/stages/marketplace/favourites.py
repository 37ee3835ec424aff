"""The customer's favourites stand first where she chooses who should come."""

import re
from collections.abc import Sequence
from uuid import UUID

from kundenkreis.bonds import queries as bonds
from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import Helper
from kundenkreis.people.request import Request as HttpRequest
from kundenkreis.stages.marketplace import nearby
from kundenkreis.stages.marketplace.models import Request

# So many are looked up by themselves, the newest first; each costs a question to the matcher.
MOST = 3
# A helper's id in the address.
WHO = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def lined_up(
    request: HttpRequest, wish: Request, *, limit: int
) -> tuple[list[Match], set[UUID]]:
    """Up to `limit` suggestions, favourites first; and which of them are favourites.

    `?helper=`: whom she asked to have again stands before all.
    """
    if wish.package is None or wish.point is None:
        return [], set()
    customer = wish.case.customer
    favourites = [row.helper for row in bonds.favourites_of(customer)]
    wanted = _wanted(favourites, request.GET.get("helper", ""))[:MOST]
    found: list[Match] = []
    for only in (*wanted, None):
        found += nearby.suggestions(
            package=wish.package, point=wish.point, brand=request.brand, but_not=customer,
            only=only, limit=1 if only else limit, at=request.at,
        )  # fmt: skip
    each = {match.helper.pk: match for match in reversed(found)}
    line = [each.pop(match.helper.pk) for match in found if match.helper.pk in each]
    return line[:limit], {helper.pk for helper in favourites}


def _wanted(favourites: Sequence[Helper], first: str) -> list[Helper]:
    """Whom she asked for, then the others."""
    rows = Helper.objects.select_related("person")
    again = rows.filter(pk=first).first() if WHO.fullmatch(first) else None
    others = [helper for helper in favourites if not again or helper.pk != again.pk]
    return [again, *others] if again else others
