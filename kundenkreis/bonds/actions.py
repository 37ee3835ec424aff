"""What may be said between a customer and a helper.

Everything holds the helper's calendar, so that a booking under way at the same moment is either
made before or finds the two kept apart.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.bonds.events import BondsChanged
from kundenkreis.bonds.models import Avoidance, Favourite
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person, TrustedPerson
from kundenkreis.people.queries import is_staff

Side = Avoidance.Side


@transaction.atomic
def favour(customer: Person, helper: Helper, *, by: Person, at: datetime) -> Favourite:
    """She would like this helper again; twice changes nothing. Who is kept apart is not any more.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    :raises Refused: `not_oneself`.
    """
    _speaks_for(customer, helper, Side.CUSTOMER, by=by, at=at)
    if helper.person_id == customer.pk:
        raise Refused("not_oneself", _("You cannot be your own favourite."))
    helpers.hold_calendar(helper)
    Avoidance.objects.filter(customer=customer, helper=helper, side=Side.CUSTOMER).delete()
    row, made = Favourite.objects.get_or_create(
        customer=customer, helper=helper, defaults={"by": by, "at": at}
    )
    if made:
        _announce(customer, by=by, at=at)
    return row


@transaction.atomic
def unfavour(customer: Person, helper: Helper, *, by: Person, at: datetime) -> None:
    """No favourite any more; twice changes nothing.

    :raises NotAllowed: as `favour`.
    """
    _speaks_for(customer, helper, Side.CUSTOMER, by=by, at=at)
    if Favourite.objects.filter(customer=customer, helper=helper).delete()[0]:
        _announce(customer, by=by, at=at)


@transaction.atomic
def avoid(
    customer: Person, helper: Helper, *, side: str, by: Person, at: datetime
) -> Avoidance:
    """Not this person again: no visit joins the two from now on. What is agreed stays agreed.

    :raises NotAllowed: who does not speak for this side. :raises Refused: `not_oneself`.
    """
    _speaks_for(customer, helper, side, by=by, at=at)
    if helper.person_id == customer.pk:
        raise Refused("not_oneself", _("You cannot choose yourself."))
    helpers.hold_calendar(helper)
    if side == Side.CUSTOMER:
        Favourite.objects.filter(customer=customer, helper=helper).delete()
    row, made = Avoidance.objects.get_or_create(
        customer=customer, helper=helper, side=side, defaults={"by": by, "at": at}
    )
    if made:
        _announce(customer if side == Side.CUSTOMER else helper.person, by=by, at=at)
    return row


@transaction.atomic
def forgive(row: Avoidance, *, by: Person, at: datetime) -> None:
    """The side that said it takes it back; twice changes nothing.

    :raises NotAllowed: anybody else.
    """
    _speaks_for(row.customer, row.helper, row.side, by=by, at=at)
    if Avoidance.objects.filter(pk=row.pk).delete()[0]:
        side = row.customer if row.side == Side.CUSTOMER else row.helper.person
        _announce(side, by=by, at=at)


def _speaks_for(
    customer: Person, helper: Helper, side: str, *, by: Person, at: datetime
) -> None:
    """:raises NotAllowed: `by` is neither this side, nor acts for her, nor staff."""
    own = customer.pk if side == Side.CUSTOMER else helper.person_id
    other = helper.person_id if side == Side.CUSTOMER else customer.pk
    trusted = side == Side.CUSTOMER and any(
        row.may_book
        for row in TrustedPerson.objects.all().current().of(by).filter(customer=customer)
    )
    staff = is_staff(by, at=at) and by.pk != other
    if not (by.pk == own or trusted or staff):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))


def _announce(person: Person, *, by: Person, at: datetime) -> None:
    announce(BondsChanged(person=str(person.pk)), by=by, at=at)
