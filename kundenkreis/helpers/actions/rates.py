"""What helpers ask for an hour, and between which amounts a brand lets them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers import rules
from kundenkreis.helpers.actions.reservations import hold_calendar
from kundenkreis.helpers.events import OwnRatesAllowed, OwnRateSet
from kundenkreis.helpers.models import Helper, HelperBrand
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds, is_staff
from kundenkreis.ui.filters import locale


@transaction.atomic
def ask_rate(
    helper: Helper, *, rate: int | None, by: Person | None, at: datetime
) -> HelperBrand:
    """She asks so much an hour at this brand, in minor units; None: the packages' prices again.

    The prices of all her packages follow in the same transaction. Visits that are agreed keep theirs.

    :raises Refused: `no_own_rates`. :raises Invalid: `bad_rate`. :raises NotAllowed: neither hers nor staff.
    """
    helper = hold_calendar(helper)
    if by and not rules.may_change(by, helper, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    brand = Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    member = HelperBrand.objects.select_for_update(no_key=True).get(helper=helper)
    least, most = brand.own_rate_least, brand.own_rate_most
    if rate is not None and (least is None or most is None):
        raise Refused(
            "no_own_rates", _("Here everyone works at the prices of the services.")
        )
    if rate is not None and not (least or 0) <= rate <= (most or 0):
        sentence = _("Please give an amount from {least} to {most}.").format(
            least=Money(least or 0, brand.currency).text(locale()),
            most=Money(most or 0, brand.currency).text(locale()),
        )
        raise Invalid("bad_rate", sentence, {"rate": sentence})
    member.hourly_rate = rate
    member.save(update_fields=["hourly_rate"])
    happened = OwnRateSet(helper=str(helper.pk), person=str(helper.person_id), rate=rate)
    announce(happened, by=by, at=at)
    return member


@transaction.atomic
def allow_rates(*, least: int | None, most: int | None, by: Person, at: datetime) -> Brand:
    """Helpers may ask from `least` to `most` an hour, in minor units; both None: no own rates.

    A rate beyond comes to the nearer edge, or ends.

    :raises Invalid: `bad_period`. :raises NotAllowed: not a manager.
    """
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers set the prices."))
    if (least is None) != (most is None) or (
        least is not None and not 0 < least <= (most or 0)
    ):
        sentence = _("Please give both amounts, the lower one first, or none.")
        raise Invalid("bad_range", sentence, {"most": sentence})
    brand = Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    brand.own_rate_least, brand.own_rate_most = least, most
    brand.save(update_fields=["own_rate_least", "own_rate_most"])
    announce(OwnRatesAllowed(least=least, most=most), by=by, at=at)
    return brand
