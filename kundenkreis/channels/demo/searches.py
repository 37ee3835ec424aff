"""Searches for whoever can come first: one under way for Vreni, one in which another was faster than Jonas."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from kundenkreis.brands.models import ServicePackage, Topic
from kundenkreis.cases import actions as cases
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Dispatch, Offer


def under_way(vreni: Person, at: datetime) -> Dispatch | None:
    """Vreni wants her printer looked at in two or three days, by whoever can; three are asked."""
    text = "Der Drucker druckt nur noch leere Seiten. Wer kann als Erstes kommen?"
    return _search(vreni, "computer-help", "computer", text, at - timedelta(minutes=4))


def overtaken(jonas: Helper, customers: Sequence[Person], at: datetime) -> None:
    """This morning or yesterday Jonas was asked with others, and another said yes first."""
    for customer in customers:
        text = "Das Tablet findet das WLAN nicht mehr."
        search = _search(customer, "wifi", "internet", text, at - timedelta(hours=9))
        offers = Offer.objects.filter(wave__dispatch=search).select_related(
            "helper__person"
        )
        others = [offer for offer in offers if offer.helper_id != jonas.pk]
        if search is None or len(others) == len(offers):
            continue
        for offer in others:
            try:
                actions.claim(offer, by=offer.helper.person, at=search.begun_at + timedelta(minutes=6))  # fmt: skip
            except Refused:  # her day has filled meanwhile
                continue
            return


def _search(
    customer: Person, package: str, topic: str, text: str, at: datetime
) -> Dispatch | None:
    """None where nobody is free then."""
    case = cases.open_case(
        customer=customer, text=text, topic=Topic.objects.get(slug=topic), postal_code="8004", by=customer,
        at=at - timedelta(minutes=3),
    )  # fmt: skip
    zone = case.brand.zone
    days = [(at.astimezone(zone) + timedelta(days=ahead)).date() for ahead in (2, 3)]
    windows = [
        (datetime.combine(day, time(8), zone), datetime.combine(day, time(17), zone))
        for day in days
    ]
    address = {
        "street": "Kanarienweg 77",
        "name": customer.name,
        "phone": "+41 79 000 77 77",
    }
    try:
        return actions.search(
            case, package=ServicePackage.objects.get(slug=package), windows=windows, postal_code="8004",
            address=address, means="4242", replace_missing=True, by=customer, at=at,
        )  # fmt: skip
    except Refused:
        return None
