"""Whose word it is: so that one household, however many accounts it has, cannot make a helper (T6).

Customer, household and telephone are kept beside an outcome as keyed hashes, never in the open. A
word counts nothing where both sides belong together: the same household or telephone, one acts for
the other, or each has been the other's customer.
"""

import re
from dataclasses import dataclass

from django.db.models import Q
from django.utils.crypto import salted_hmac

from kundenkreis.people.models import Person, TrustedPerson
from kundenkreis.stages.marketplace.models import Address, Booking


@dataclass(frozen=True, slots=True)
class Word:
    """From whom an outcome comes, and whether it counts."""

    source: str
    shared: list[str]
    weight: float


def word_of(booking: Booking) -> Word:
    """Whose word the outcome of this visit is."""
    customer, helper = booking.customer, booking.helper.person
    address = Address.objects.filter(request=booking.request_id).first()
    keys = _phones(customer)
    if address:
        keys |= _households(address) | _phone(address.phone)
    together = keys & _keys_around(helper) or _act_for_one_another(customer, helper)
    weight = 0.0 if together or _both_ways(booking) else 1.0
    return Word(_key("person", str(customer.pk)), sorted(keys), weight)


def _keys_around(helper: Person) -> set[str]:
    """The helper's own telephone, and where she had somebody come to herself."""
    keys = _phones(helper)
    for address in Address.objects.filter(request__case__customer=helper):
        keys |= _households(address) | _phone(address.phone)
    return keys


def _both_ways(booking: Booking) -> bool:
    """The customer has visited the helper as a helper, or is going to."""
    rows = Booking.objects.filter(
        helper__person=booking.customer, customer=booking.helper.person
    )
    return rows.exists()


def _act_for_one_another(one: Person, other: Person) -> bool:
    pairs = Q(customer=one, person=other) | Q(customer=other, person=one)
    return TrustedPerson.objects.filter(pairs, confirmed_at__isnull=False).exists()


def _key(kind: str, value: str) -> str:
    return salted_hmac(f"kundenkreis.source.{kind}", value, algorithm="sha256").hexdigest()


def _phone(raw: str) -> set[str]:
    """The last nine digits: `079 111 22 33` and `+41 79 111 22 33` are one."""
    digits = re.sub(r"\D", "", raw)[-9:]
    return {_key("phone", digits)} if len(digits) == 9 else set()


def _phones(person: Person) -> set[str]:
    return _phone(person.phone)


def _households(address: Address) -> set[str]:
    """Street and number at their postal code, however they are written."""
    street = re.sub(r"str(?:asse|aße|\.)?(?=\W|\d|$)", "str", address.street.casefold())
    plain = re.sub(r"[\W_]", "", street)
    return {_key("household", f"{plain} {address.request.postal_code}")} if plain else set()
