"""What somebody wrote lately, and what others wrote nearly alike."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from kundenkreis.moderation import spam
from kundenkreis.moderation.models import TextPrint
from kundenkreis.people.models import Person

Prints = QuerySet[TextPrint, TextPrint]
WEEK = timedelta(days=7)
# A flood does not make each text slower: only the newest are compared.
MOST = 2000


def writer_of(
    person: Person, bits: int | None, *, known: bool, target: str = "", at: datetime
) -> spam.Writer:
    """What spam signs ask about who writes this; `target`: what it said before is no copy of itself."""
    own = others = 0
    if bits is not None:
        recent = TextPrint.objects.filter(at__gt=at - WEEK, bits__isnull=False)
        recent = recent.exclude(target=target)
        for other, whose in recent.order_by("-at").values_list("bits", "person")[:MOST]:
            if spam.differ(bits, other or 0) <= spam.NEAR:
                own += whose == person.pk
                others += whose != person.pk
    return spam.Writer(
        age=at - person.joined_at, known=known, copies=others, own_copies=own
    )
