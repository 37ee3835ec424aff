"""What toolkits keep about a person: designs stay for those who began with them, the person goes."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.toolkits.models import Design, DesignRating


class ToolkitsData(PersonalData):
    tables = ("Design", "DesignRating")

    def export(self, person: Person) -> dict[str, Any]:
        designs = Design.objects.filter(author=person)
        ratings = DesignRating.objects.filter(rater=person)
        return {
            "designs": list(designs.values("toolkit__title", "title", "values", "price", "saved_at", "submitted_at")),
            "design_ratings": list(ratings.values("design__title", "stars", "at")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """What she kept for herself goes; what she submitted stays without her name."""
        DesignRating.across_brands.filter(rater=person).delete()
        mine = Design.across_brands.filter(author=person)
        mine.filter(submitted_at__isnull=True, forks__isnull=True).delete()
