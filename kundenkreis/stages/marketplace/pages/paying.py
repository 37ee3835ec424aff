"""How to pay, as the order's pages show it."""

from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.ledger.ways import ways_but_bills, ways_to_pay, ways_without_page
from kundenkreis.stages.marketplace.forms import PaymentForm
from kundenkreis.stages.marketplace.models import Request
from kundenkreis.vouchers.queries import part_of


def payment_form(brand: Brand, data: Any = None) -> PaymentForm:
    """The ways to pay that the brand offers, as radios."""
    ways = [(name, str(PROVIDERS[name].title)) for name in ways_to_pay(brand)]
    return PaymentForm(data, ways=ways)


def ways_of_tips(brand: Brand) -> list[tuple[str, str]]:
    """Names and titles of the ways to pay a tip, in the brand's order."""
    return [(name, str(PROVIDERS[name].title)) for name in ways_but_bills(brand)]


def payment_form_at_once(brand: Brand, data: Any = None) -> PaymentForm:
    """The same, without those for which the customer goes to a page of the provider's."""
    ways = [(name, str(PROVIDERS[name].title)) for name in ways_without_page(brand)]
    return PaymentForm(data, ways=ways)


def may_search(brand: Brand) -> bool:
    """Whether the first who can come may be asked: the price is set aside before anybody is known, without a page."""
    return bool(ways_without_page(brand))


def by_bill(brand: Brand) -> str:
    """Whether customers pay later: `always`, `also` where they may choose it, or never."""
    later = [PROVIDERS[name].on_credit for name in ways_to_pay(brand)]
    return "always" if later and all(later) else "also" if any(later) else ""


def payment_hints() -> dict[str, str]:
    """What stands below each way to pay."""
    return {name: str(plug.hint) for name, plug in PROVIDERS.items() if plug.hint}


def with_voucher(wish: Request) -> dict[str, Any]:
    """The price line by line with the voucher she typed, and what is left to pay."""
    assert wish.package is not None
    off = part_of(wish.voucher, wish.money) if wish.voucher else None
    lines: list[dict[str, Any]] = [{"text": str(wish.package), "amount": wish.money}]
    if off:
        lines.append({"text": _("Voucher"), "amount": -off})
    return {
        "voucher": off,
        "price_lines": lines,
        "own": wish.money - off if off else wish.money,
    }
