"""What happens by time: in the night the rule looks at everybody again, because outcomes fade."""

from datetime import datetime, timedelta

from kundenkreis.brands.queries import brand_here
from kundenkreis.people.models import Person
from kundenkreis.reputation import actions
from kundenkreis.reputation.models import AbilityGrant, MemberOutcome

# From three to four in the night of the brand, in sixty parts, one a minute.
HOUR = 3


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the action looks again under its lock."""
    local = at.astimezone(brand_here().zone)
    if local.hour != HOUR:
        return
    holding = AbilityGrant.objects.all().current().values_list("person", flat=True)
    lately = MemberOutcome.objects.filter(at__gt=at - timedelta(days=2), at__lte=at)
    persons = {*holding, *lately.values_list("person", flat=True)}
    mine = [pk for pk in persons if pk.int % 60 == local.minute]
    for person in Person.objects.filter(pk__in=mine).order_by("pk"):
        actions.weigh(person, by=None, at=at)
