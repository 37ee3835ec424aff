"""Fetching a walk for whoever stands there: one of a case only for who may see the case."""

from uuid import UUID

from kundenkreis.cases.doors import case_at_door, customers_case_at_door
from kundenkreis.guides import queries
from kundenkreis.guides.models import GuideWalk
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request


def walk_at_door(
    request: Request, pk: UUID, *, deciding: bool = False
) -> tuple[GuideWalk, Person | None]:
    """The walk and who goes it. Without a case its address is the key.

    :raises NotFound: a stranger. :raises NotAllowed: `deciding`, and only taking part.
    """
    walk = queries.walk_for(pk)
    if walk.case is None:
        return walk, request.person
    fetch = customers_case_at_door if deciding else case_at_door
    _case, person = fetch(request, walk.case.pk)
    return walk, person
