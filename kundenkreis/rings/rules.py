"""Who may ring, how often, and how many. Pure."""

from datetime import datetime, timedelta

from kundenkreis.people.models import Person

# Chosen members at once.
MOST_CHOSEN = 20
# Messages of one person in a day; to followers of topics in a week.
A_DAY, TOPICS_A_WEEK = 3, 1
# Whoever came today writes answers first.
KNOWN_AFTER = timedelta(days=7)


def may_ring(person: Person, *, at: datetime) -> bool:
    """An account that is here for a week."""
    return not person.is_guest and at - person.joined_at >= KNOWN_AFTER
