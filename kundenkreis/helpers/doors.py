"""Who stands at a helper's door."""

from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers import queries
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request


def me(request: Request) -> tuple[Helper, Person]:
    """The signed-in helper, and the person she is.

    :raises NotFound: this person is no helper.
    """
    if not request.person:
        raise NotFound("not_found", "")
    return queries.helper_of(request.person), request.person
