"""Good ratings of designs, as the look at collusion reads them."""

from datetime import datetime

from django.utils.translation import ngettext

from kundenkreis.collusion.socket import Favour, Favours
from kundenkreis.toolkits.models import DesignRating

GOOD = 4


class RatingFavours(Favours):
    kind = "design-rating"

    def given(self, *, since: datetime, most: int) -> list[Favour]:
        rows = DesignRating.objects.filter(at__gt=since, stars__gte=GOOD)
        found = rows.order_by("-at", "-pk").values_list("rater", "design__author", "at", "design")  # fmt: skip
        return [
            Favour(rater, author, at, self.kind, f"design:{design}")
            for rater, author, at, design in found[:most]
            if rater != author
        ]

    def words(self, count: int) -> str:
        return ngettext("%(num)s good rating of a design", "%(num)s good ratings of designs", count) % {"num": count}  # fmt: skip
