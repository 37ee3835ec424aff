"""Money as whole minor units (Rappen, cents) and an ISO 4217 currency. Never a float."""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision


class DifferentCurrencies(ValueError):
    """Francs and euros cannot be added."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units: `Money(4900, "CHF")` is CHF 49.00."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + -other

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __bool__(self) -> bool:
        return self.amount != 0

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise DifferentCurrencies(f"{self.currency} and {other.currency}")

    def share(self, percent: Decimal | int) -> "Money":
        """So many percent, rounded half up to the minor unit."""
        exact = Decimal(self.amount) * Decimal(percent) / 100
        return Money(
            int(exact.quantize(Decimal(1), rounding="ROUND_HALF_UP")), self.currency
        )

    @property
    def major(self) -> Decimal:
        """In francs or euros: `Decimal("49.00")`."""
        digits = get_currency_precision(self.currency)
        return Decimal(self.amount).scaleb(-digits)

    def text(self, locale: str = "de_CH") -> str:
        """As the locale writes it; whole francs without trailing zeros in plain text stay exact."""
        return format_currency(self.major, self.currency, locale=locale)

    def as_json(self) -> dict[str, int | str]:
        return {"amount": self.amount, "currency": self.currency}
