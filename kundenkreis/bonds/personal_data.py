"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from kundenkreis.bonds.models import Avoidance, Favourite
from kundenkreis.bonds.queries import avoidances_of
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class BondsData(PersonalData):
    tables = ("Favourite", "Avoidance")

    def export(self, person: Person) -> dict[str, Any]:
        """What she said. What others said of her is theirs and stays private."""
        favourites = Favourite.objects.filter(customer=person)
        return {
            "favourites": list(favourites.values("helper", "at")),
            "not_again": [
                {"helper": row.helper_id, "side": row.side, "at": row.at}
                if row.side == Avoidance.Side.CUSTOMER
                else {"customer": row.customer.shown_name, "side": row.side, "at": row.at}
                for row in avoidances_of(person)
            ],
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Whoever is gone meets nobody again."""
        hers = Q(customer=person) | Q(helper__person=person) | Q(by=person)
        Favourite.across_brands.filter(hers).delete()
        Avoidance.across_brands.filter(hers).delete()
