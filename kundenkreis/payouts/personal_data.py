"""What this room keeps about a person. Payouts must be kept; bank accounts lose their number."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Refused
from kundenkreis.payouts.models import Payout, PayoutAccount
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class PayoutsData(PersonalData):
    tables = ("PayoutAccount", "PayoutBatch", "Payout")

    def export(self, person: Person) -> dict[str, Any]:
        accounts = PayoutAccount.objects.filter(person=person).order_by("id")
        payouts = Payout.objects.of(person).newest_first()
        return {
            "payout_accounts": list(
                accounts.values("holder", "iban", "set_at", "usable_from", "replaced_at")
            ),
            "payouts": list(
                payouts.values(
                    "reference", "amount", "currency", "state", "made_at", "sent_at"
                )
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """:raises Refused: `payout_ahead`: nobody's money is sent to a number that was forgotten."""
        mine = Payout.across_brands.filter(person=person)
        if mine.filter(state=Payout.State.BATCHED).exists():
            raise Refused(
                "payout_ahead",
                _("A payout to you is being prepared. Please wait until it is sent."),
            )
        accounts = PayoutAccount.across_brands.filter(person=person)
        accounts.filter(replaced_at=None).update(replaced_at=at)
        accounts.update(iban="", holder="")

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Vouchers of the books: ten years (Art. 958f OR; § 147 AO)."""
        if not Payout.across_brands.filter(person=person).exists():
            return None
        return timedelta(days=3653), _(
            "The law asks for accounts to be kept for ten years."
        )
