"""A helper's own rate and what her services cost with it, in words."""

from decimal import Decimal
from typing import Any

from kundenkreis.brands.models import Brand
from kundenkreis.core.money import Money
from kundenkreis.core.words import pick
from kundenkreis.helpers.models import Helper, HelperBrand, HelperPackage


def range_of(brand: Brand) -> dict[str, Money] | None:
    """Between which amounts an hour this brand's helpers may ask; None: not at all."""
    if brand.own_rate_least is None or brand.own_rate_most is None:
        return None
    return {
        "least": Money(brand.own_rate_least, brand.currency),
        "most": Money(brand.own_rate_most, brand.currency),
    }


def page(helper: Helper, brand: Brand) -> dict[str, Any]:
    """Her rate, and what each of her services costs, by its own price and with hers."""
    rows = HelperPackage.objects.filter(helper=helper).select_related("package")
    return {
        "allowed": range_of(brand),
        "prices": [
            {
                "name": pick(row.package.words),
                "usual": Money(row.package.price, brand.currency),
                "own": Money(
                    row.package.price if row.price is None else row.price, brand.currency
                ),
            }
            for row in rows.order_by("package__position")
        ],
    }


def written(amount: int | None) -> Decimal | None:
    """Minor units as one types them."""
    return None if amount is None else Decimal(amount) / 100


def rate_of(helper: Helper) -> int | None:
    """Her own rate an hour at this brand, in minor units."""
    return (
        HelperBrand.objects.filter(helper=helper)
        .values_list("hourly_rate", flat=True)
        .first()
    )
