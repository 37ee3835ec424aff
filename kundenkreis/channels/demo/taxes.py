"""How Jonas is taxed, since when."""

from datetime import datetime, timedelta

from kundenkreis.documents import actions
from kundenkreis.people.models import Person


def tax(jonas: Person, at: datetime) -> None:
    """A small business, as most helpers are."""
    actions.set_tax_details(
        jonas, status="small_business", name=jonas.name, street="Feldstrasse 12", postal_code="8004", city="Zürich",
        country="CH", by=jonas, at=at - timedelta(days=320),
    )  # fmt: skip
