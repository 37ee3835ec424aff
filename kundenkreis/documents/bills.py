"""Bills as their customers read them, whatever they are for: a visit, a consultation."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.bills.models import Bill, BillQuerySet
from kundenkreis.core.refusal import NotFound
from kundenkreis.ledger.subjects import describe
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, trust_of


def bills_of(persons: Sequence[Person]) -> BillQuerySet:
    """Their bills, what is still owed by the day on which it is due; then the newest."""
    return Bill.objects.filter(customer__in=persons)


def bill_for(
    persons: Sequence[Person], pk: UUID, *, at: datetime
) -> tuple[Bill, UUID | None]:
    """The bill and the id of its case, for its customer, who acts for her in that case, and staff.

    :raises NotFound: for everyone else.
    """
    bill = Bill.objects.all().with_owed().filter(pk=pk).first()
    if not bill:
        raise NotFound("not_found", _("There is no such bill."))
    case = describe(bill.subject).case
    mine = any(
        person.pk == bill.customer_id or is_staff(person, at=at) for person in persons
    )
    trusted = case and any(
        trust_of(person, bill.customer_id, case=case) for person in persons
    )
    if not mine and not trusted:
        raise NotFound("not_found", _("There is no such bill."))
    return bill, case
