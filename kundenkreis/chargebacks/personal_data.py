"""What this room keeps about a person: vouchers of the books stay, words to the bank go with the customer."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.chargebacks.models import Chargeback
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class ChargebacksData(PersonalData):
    tables = ("Chargeback",)

    def export(self, person: Person) -> dict[str, Any]:
        rows = Chargeback.objects.filter(customer=person).order_by("opened_at")
        names = ("reference", "amount", "currency", "reason", "opened_at", "evidence", "ended_at", "outcome")  # fmt: skip
        return {"chargebacks": list(rows.values(*names))}

    def forget(self, person: Person, *, at: datetime) -> None:
        """What was written to the bank about her goes; the amounts stay in the books."""
        Chargeback.across_brands.filter(customer=person).update(evidence="")

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Vouchers of the books: ten years (Art. 958f OR; § 147 AO)."""
        mine = Q(customer=person) | Q(evidence_by=person)
        if not Chargeback.across_brands.filter(mine).exists():
            return None
        return timedelta(days=3653), _(
            "The law asks for accounts to be kept for ten years."
        )
