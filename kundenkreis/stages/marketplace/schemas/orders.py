"""Shapes of the API: a binding order, and how it is paid."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from kundenkreis.core.schemas import MoneyOut


class AddressIn(Schema):
    """Where the visit takes place. Without a postal code, the case's."""

    street: str
    postal_code: str = ""
    place: str = ""
    details: str = ""


class ReachIn(Schema):
    """Whom the helper meets, and how to call."""

    name: str = ""
    phone: str = ""
    email: str = ""


class BookingIn(Schema):
    """A binding order. Without a helper, the best one who is free then comes; of a firm, its dispatcher says who."""

    case: UUID
    package: str = Field(description="`id` of the service package")
    helper: UUID | None = None
    firm: UUID | None = None
    starts_at: AwareDatetime
    address: AddressIn | str
    contact: ReachIn = ReachIn()
    note: str = ""
    payer: str = "customer"
    payment: str = Field(
        "",
        description="A way to pay of the brand, such as `invoice`; empty: its first. The number of a test card pays with it; numbers ending in 0002 are declined.",
    )
    replace_missing: bool = Field(
        False,
        description="If the helper falls out, whoever can come first is looked for at once",
    )
    second_person: bool | None = Field(
        None,
        description="The helper begins only when a second person is with the customer",
    )
    price: MoneyOut | None = Field(
        None, description="The price that was shown; must still be right"
    )


class PaymentOut(Schema):
    """How it is paid. `awaited`: open `url` and pay there until `pay_by`; then the helper is asked.

    A regular visit: `later`, set aside five days before it; `due`, choose a way to pay until `pay_by`.
    """

    method: str
    state: str
    url: str | None
    pay_by: datetime | None


class PaymentIn(Schema):
    """A way to pay of the brand; empty: its first."""

    payment: str = ""
