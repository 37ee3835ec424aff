"""Before somebody writes in public: may she, now?"""

from datetime import datetime

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.moderation import queries
from kundenkreis.people.models import Person


def admit(*, by: Person, at: datetime) -> None:
    """Called by every room before it takes a public text.

    :raises NotAllowed: `suspended`, with until when.
    """
    if until := queries.suspended_until(by, "writing", at=at):
        raise NotAllowed("suspended", queries.suspended_sentence(until))
