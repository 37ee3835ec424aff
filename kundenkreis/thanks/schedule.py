"""What happens by time: whose hour has come is thanked."""

from datetime import datetime

from kundenkreis.brands.queries import brand_here
from kundenkreis.thanks import actions, chance, queries


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; at each full hour of the day, and the action thanks once."""
    brand = brand_here()
    local = at.astimezone(brand.zone)
    if local.minute or not queries.texts():
        return
    for found in queries.thankable(at=at, most=None):
        moment = chance.moment_of(brand.pk, str(found.person.pk), local.date())
        if moment == (local.day, local.hour):
            actions.thank_by_chance(found, by=None, at=at)
