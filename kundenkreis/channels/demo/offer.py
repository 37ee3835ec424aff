"""What Mira set about the offer: a price that rose, one that will, another order for bills."""

from datetime import datetime, timedelta

from kundenkreis.brands.models import ServicePackage
from kundenkreis.offer import actions
from kundenkreis.people.models import Person


def set_up(mira: Person, at: datetime) -> None:
    """The shown prices are those of `brands.PACKAGES`; only their past and future is made here."""
    for slug, before, reason in (("wifi", 4500, "Anfahrt ist teurer geworden"), ("computer-help", 6500, "Besuche dauern länger")):  # fmt: skip
        package = ServicePackage.objects.get(slug=slug)
        now, package.price = package.price, before
        package.save(update_fields=["price"])
        actions.set_price(slug, price=now, reason=reason, by=mira, at=at - timedelta(days=200))  # fmt: skip
    first = at.astimezone(package.brand.zone).replace(hour=0, minute=0, second=0, microsecond=0)  # fmt: skip
    actions.set_price(
        "computer-help", price=7200, valid_from=first + timedelta(days=60), reason="Neuer Tarif ab dann",
        by=mira, at=at - timedelta(days=3),
    )  # fmt: skip
    actions.set_ladder(
        "bill", stages=["desk", "knowledge", "community"], reason="Rechnungen klärt unser Team schneller",
        by=mira, at=at - timedelta(days=30),
    )  # fmt: skip
