"""What this room keeps about a person: vouchers of the books stay, words go with the refund's customer."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.redress.models import MakeGood, Refund


class RedressData(PersonalData):
    tables = ("Refund", "MakeGood")

    def export(self, person: Person) -> dict[str, Any]:
        refunds = Refund.objects.filter(customer=person).order_by("asked_at")
        goods = MakeGood.objects.filter(person=person).order_by("at")
        return {
            "refunds": list(refunds.values("reference", "subject", "amount", "currency", "reason", "text", "done_at")),
            "made_good": list(goods.values("subject", "kind", "amount", "currency", "at")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """What was written about her refunds goes; the amounts stay in the books."""
        Refund.across_brands.filter(customer=person).update(text="")

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Vouchers of the books: ten years (Art. 958f OR; § 147 AO)."""
        mine = Q(customer=person) | Q(asked_by=person) | Q(checked_by=person)
        if not (
            Refund.across_brands.filter(mine).exists()
            or MakeGood.across_brands.filter(person=person).exists()
        ):
            return None
        return timedelta(days=3653), _(
            "The law asks for accounts to be kept for ten years."
        )
