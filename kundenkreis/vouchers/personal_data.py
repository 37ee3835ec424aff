"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.vouchers.models import VoucherMiss, VoucherRedemption


class VouchersData(PersonalData):
    tables = ("VoucherBatch", "VoucherRedemption", "VoucherMiss")

    def export(self, person: Person) -> dict[str, Any]:
        rows = VoucherRedemption.objects.filter(person=person)
        fields = ("batch__title", "subject", "amount", "currency", "at", "returned_at")
        return {"vouchers": list(rows.values(*fields))}

    def forget(self, person: Person, *, at: datetime) -> None:
        """What a voucher paid belongs to the books; the tries do not."""
        VoucherMiss.across_brands.filter(person=person).delete()
