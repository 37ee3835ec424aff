"""Ways to pay that move nothing outside: our journals are the whole story."""

from datetime import datetime

from kundenkreis.core.money import Money
from kundenkreis.ledger.socket import Charge, ChargeState, Checkout, Provider
from kundenkreis.people.models import Person


class OnTheBooks(Provider):
    """Held by the brand's word. The charge's name says all there is to know about it."""

    name = ""

    def begin(
        self,
        *,
        key: str,
        amount: Money,
        payer: Person | None,
        means: str,
        back: str,
        until: datetime,
        at: datetime,
    ) -> Checkout:
        return Checkout(f"{self.name}:{amount.amount}:{amount.currency}:{key}")

    def look(self, ref: str, *, at: datetime) -> Charge:
        _name, amount, currency, _key = ref.split(":", 3)
        return Charge(ChargeState.HELD, Money(int(amount), currency))

    def capture(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """Nothing was outside, so nothing comes in."""

    def refund(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """Nothing was outside, so nothing goes out."""

    def pay_out(self, *, key: str, amount: Money, payee: Person, at: datetime) -> str:
        return f"{self.name}:{key}"
