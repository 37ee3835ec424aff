"""Good reviews of visits, as the look at collusion reads them."""

from datetime import datetime

from django.utils.translation import ngettext

from kundenkreis.collusion.socket import Favour, Favours
from kundenkreis.stages.marketplace.models import Review

GOOD = 4


class ReviewFavours(Favours):
    """Of customers about helpers; what helpers say of customers nobody reads."""

    kind = "visit-review"

    def given(self, *, since: datetime, most: int) -> list[Favour]:
        rows = Review.objects.filter(at__gt=since, stars__gte=GOOD, side="customer")
        found = rows.order_by("-at", "-pk").values_list("customer", "helper__person", "at", "booking")  # fmt: skip
        return [
            Favour(customer, helper, at, self.kind, f"booking:{booking}", own=True)
            for customer, helper, at, booking in found[:most]
            if customer != helper
        ]

    def words(self, count: int) -> str:
        return ngettext("%(num)s good review of a visit", "%(num)s good reviews of visits", count) % {"num": count}  # fmt: skip
