"""The brand pays for its customer. No card, no network: the journals are the whole story."""

from datetime import datetime

from kundenkreis.core.money import Money
from kundenkreis.ledger.socket import Provider
from kundenkreis.people.models import Person


class Company(Provider):
    def hold(
        self, *, key: str, amount: Money, payer: Person | None, means: str, at: datetime
    ) -> str:
        return f"company:{key}"

    def capture(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """Nothing was outside, so nothing comes in."""

    def refund(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """Nothing was outside, so nothing goes out."""

    def pay_out(self, *, key: str, amount: Money, payee: Person, at: datetime) -> str:
        return f"company:{key}"
