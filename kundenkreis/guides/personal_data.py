"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.guides.models import Guide, GuideTurn, GuideVersion
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class GuidesData(PersonalData):
    tables = ("Guide", "GuideVersion")

    def export(self, person: Person) -> dict[str, Any]:
        """What she answered in guides, in her cases; a walk without a case is nobody's."""
        turns = GuideTurn.objects.filter(walk__case__customer=person)
        fields = ("walk__version__title", "step__text", "answer__text", "walk__begun_at")
        wrote = GuideVersion.objects.filter(drafted_by=person)
        return {
            "guide_answers": list(turns.order_by("walk", "number").values(*fields)),
            "guides_written": list(wrote.values("title", "number", "drafted_at")),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Guides stay, without who wrote them; answers stay with their nameless case."""
        GuideVersion.across_brands.filter(drafted_by=person).update(drafted_by=None)
        GuideVersion.across_brands.filter(published_by=person).update(published_by=None)
        Guide.across_brands.filter(withdrawn_by=person).update(withdrawn_by=None)
