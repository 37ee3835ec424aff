"""Good ratings of consultations, as the look at collusion reads them."""

from datetime import datetime

from django.utils.translation import ngettext

from kundenkreis.collusion.socket import Favour, Favours
from kundenkreis.stages.experts.models import ConsultationReview

GOOD = 4


class ConsultationFavours(Favours):
    kind = "consultation-review"

    def given(self, *, since: datetime, most: int) -> list[Favour]:
        rows = ConsultationReview.objects.filter(at__gt=since, stars__gte=GOOD)
        found = rows.order_by("-at", "-pk").values_list("customer", "expert__person", "at", "consultation")  # fmt: skip
        return [
            Favour(
                customer, expert, at, self.kind, f"consultation:{consultation}", own=True
            )
            for customer, expert, at, consultation in found[:most]
            if customer != expert
        ]

    def words(self, count: int) -> str:
        return ngettext("%(num)s good rating of a consultation", "%(num)s good ratings of consultations", count) % {"num": count}  # fmt: skip
