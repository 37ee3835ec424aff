"""What this room keeps about a person. Accounts must be kept; they forget the name with the person."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.ledger.models import Entry, FundsHold, Payment
from kundenkreis.ledger.providers.stripe.models import StripeAccount
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class LedgerData(PersonalData):
    tables = ("Account", "Journal", "FundsHold", "Payment", "StripeAccount")

    def export(self, person: Person) -> dict[str, Any]:
        holds = FundsHold.objects.filter(Q(payer=person) | Q(payee=person)).order_by("id")
        entries = Entry.objects.filter(account__owner=person).select_related("journal")
        mine = StripeAccount.objects.filter(person=person).first()
        return {
            "stripe_account": mine.account if mine else None,
            "payments": [
                {
                    "subject": held.subject,
                    "role": "payer" if held.payer_id == person.pk else "payee",
                    "amount": held.money.as_json(),
                    "held_at": held.held_at,
                    "captured_at": held.captured_at,
                    "captured_amount": held.captured_amount,
                    "refunded_at": held.refunded_at,
                    "refunded_amount": held.refunded_amount,
                }
                for held in holds
            ],
            "begun_payments": [
                {
                    "subject": begun.subject,
                    "amount": begun.money.as_json(),
                    "way": begun.provider,
                    "begun_at": begun.begun_at,
                    "end": begun.end,
                    "ended_at": begun.ended_at,
                    "returned_at": begun.returned_at,
                }
                for begun in Payment.objects.filter(payer=person).order_by("begun_at")
            ],
            "entries": [
                {
                    "at": entry.journal.at,
                    "subject": entry.journal.subject,
                    "kind": entry.journal.kind,
                    "amount": entry.money.as_json(),
                }
                for entry in entries.order_by("journal_id", "id")
            ],
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Nothing of the books carries a name or an address: with the person's, the rows become nameless."""
        StripeAccount.objects.filter(person=person).delete()

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Ten years: Art. 958f OR (CH), § 147 AO and § 257 HGB (DE, at most), § 132 BAO (AT, seven)."""
        if not Entry.objects.filter(account__owner=person).exists():
            return None
        return timedelta(days=3653), _(
            "The law asks for accounts to be kept for ten years."
        )
