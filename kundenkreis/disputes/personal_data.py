"""What this room keeps about a person: her own words go with her, decisions stay for the books."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Refused
from kundenkreis.disputes.models import Dispute, DisputeDecision
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class DisputesData(PersonalData):
    tables = ("Dispute", "DisputeStep", "DisputeDecision")

    def export(self, person: Person) -> dict[str, Any]:
        mine = Dispute.objects.filter(Q(customer=person) | Q(helper=person))
        decided = DisputeDecision.objects.filter(dispute__in=mine)
        return {
            "disputes": list(
                mine.order_by("opened_at").values(
                    "reference", "subject", "side", "reason", "text", "answer", "again", "state", "opened_at"
                )
            ),
            "dispute_decisions": list(
                decided.order_by("at").values("dispute__reference", "outcome", "amount", "currency", "bears", "reasons", "at")
            ),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """:raises Refused: `dispute_open`: nobody leaves an objection behind that is not decided."""
        as_customer = Dispute.across_brands.filter(customer=person)
        as_helper = Dispute.across_brands.filter(helper=person)
        if (as_customer | as_helper).exclude(state__in=["settled", "withdrawn"]).exists():
            sentence = _("An objection is not decided yet. Please wait until it is.")
            raise Refused("dispute_open", sentence)
        for rows, side in ((as_customer, "customer"), (as_helper, "helper")):
            rows.filter(side=side).update(text="", again="")
            rows.exclude(side=side).update(answer="", again="")

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Vouchers of the books: ten years (Art. 958f OR; § 147 AO)."""
        if not Dispute.across_brands.filter(Q(customer=person) | Q(helper=person)).exists():
            return None
        return timedelta(days=3653), _(
            "The law asks for accounts to be kept for ten years."
        )
