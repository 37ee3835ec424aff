"""Which ways to pay a brand offers its customers."""

from kundenkreis.brands.models import Brand
from kundenkreis.ledger.socket import PROVIDERS


def ways_to_pay(brand: Brand) -> list[str]:
    """What customers of the brand may choose from: what it lists, if it is set up here."""
    return [
        name
        for name in brand.payment_methods
        if name in PROVIDERS
        and PROVIDERS[name].ready
        and (brand.creditor or not PROVIDERS[name].on_credit)
    ]


def ways_but_bills(brand: Brand) -> list[str]:
    """Those that take the money now: for what is too small for a bill of its own."""
    return [way for way in ways_to_pay(brand) if not PROVIDERS[way].on_credit]


def ways_to_pay_out() -> list[str]:
    """Who may move what helpers and experts earn, if it is set up here."""
    return [name for name, plug in PROVIDERS.items() if plug.pays_out and plug.ready]


def is_hosted(way: str) -> bool:
    """Whether the customer goes to a page of the provider's, and the money comes later."""
    return bool(way) and PROVIDERS[way].hosted


def ways_without_page(brand: Brand) -> list[str]:
    """What the brand offers beside the ways for which the customer goes to a page of the provider's."""
    return [way for way in ways_to_pay(brand) if not is_hosted(way)]


def ways_at_once(brand: Brand) -> list[str]:
    """Where somebody works already, or the clock pays: the ways without a page, else by bill."""
    return ways_without_page(brand) or ["invoice"]


def way_at_once(brand: Brand) -> str:
    """The first of them."""
    return ways_at_once(brand)[0]
