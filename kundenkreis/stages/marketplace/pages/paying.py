"""How to pay, as the order's pages show it."""

from typing import Any

from kundenkreis.brands.models import Brand
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.stages.marketplace.actions import money
from kundenkreis.stages.marketplace.forms import PaymentForm


def payment_form(brand: Brand, data: Any = None) -> PaymentForm:
    """The ways to pay that the brand offers, as radios."""
    ways = [(name, str(PROVIDERS[name].title)) for name in money.ways_to_pay(brand)]
    return PaymentForm(data, ways=ways)


def payment_hints() -> dict[str, str]:
    """What stands below each way to pay."""
    return {name: str(plug.hint) for name, plug in PROVIDERS.items() if plug.hint}
