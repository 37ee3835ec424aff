"""Fills an empty installation with the demonstration, in one transaction: all of it or nothing."""

from datetime import datetime

from django.db import transaction

from kundenkreis.brands.models import Brand
from kundenkreis.channels.demo import brands, cast, history
from kundenkreis.core import scope


@transaction.atomic
def load(at: datetime) -> bool:
    """Two brands with people, content and a past. False when there is a brand already."""
    if Brand.objects.exists():
        return False
    alpenfon, seeland = brands.alpenfon(at), brands.seeland(at)
    with scope.inside(seeland.pk):
        cast.make_cast(cast.OTHER_BRAND, at)
    with scope.inside(alpenfon.pk):
        people = cast.make_cast(cast.CAST, at)
        customers = [
            cast.make_person(name, f"kundin{i}@example.org", (), at)
            for i, name in enumerate(cast.CUSTOMERS)
        ]
        history.make_history(customers, people["reto"], at)
    return True
