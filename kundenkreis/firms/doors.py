"""Who stands at a firm's door."""

from kundenkreis.core.refusal import NotFound
from kundenkreis.firms import queries
from kundenkreis.firms.models import Firm
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request


def my_firm(request: Request) -> tuple[Firm, Person]:
    """The firm of the signed-in dispatcher, and the person she is.

    :raises NotFound: she dispatches for none here.
    """
    firm = queries.firm_for(request.person)
    if not request.person:
        raise NotFound("not_found", "")
    return firm, request.person
