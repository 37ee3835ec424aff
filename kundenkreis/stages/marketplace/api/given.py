"""What bodies and addresses name, found and cleaned."""

import re
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import Helper
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import out, queries
from kundenkreis.stages.marketplace.models import Booking, PayerKind
from kundenkreis.stages.marketplace.schemas import (
    AddressIn,
    BookingIn,
    BookingOut,
    RequestIn,
)


def package(key: str) -> ServicePackage:
    """The service of this name.

    :raises NotFound: `unknown_package`.
    """
    rows = ServicePackage.objects.select_related("brand").filter(withdrawn_at__isnull=True)
    found = rows.filter(slug=key).first()
    if not found:
        raise NotFound("unknown_package", _("There is no such service here."))
    return found


def helper(pk: UUID) -> Helper:
    """The helper with this id.

    :raises NotFound: there is none here.
    """
    found = Helper.objects.select_related("person").filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such helper here."))
    return found


def where(address: AddressIn | str) -> tuple[dict[str, str], str]:
    """Street and postal code, also out of one line such as `Kanarienweg 77, 8004 Zürich`."""
    if isinstance(address, AddressIn):
        return {"street": address.street, "details": address.details}, address.postal_code
    street, _comma, rest = address.rpartition(",")
    found = re.search(r"\b\d{4,5}\b", rest or address)
    return {"street": street or address}, found[0] if found else ""


def reach(case: Case, body: BookingIn | RequestIn) -> dict[str, str]:
    """What was not said now is known from the case's customer."""
    customer, contact = case.customer, body.contact
    return {
        "name": contact.name or customer.name or customer.shown_name,
        "phone": contact.phone or customer.phone,
        "email": contact.email,
    }


def payment(given: str) -> dict[str, str]:
    """A way to pay by its name; anything else is the number of a test card."""
    return {"payment": given} if not given or given in PROVIDERS else {"means": given}


def payer(payer: str, person: Person, request: Request) -> str:
    """Only staff lets the company pay."""
    if payer == PayerKind.COMPANY and is_staff(person, at=request.at):
        return PayerKind.COMPANY
    return PayerKind.CUSTOMER


def whole(request: Request, booking: Booking, person: Person) -> BookingOut:
    """The booking as it stands now, for this person."""
    fresh = queries.booking_for(person, booking.pk, at=request.at)
    return out.whole(request, fresh, person)
