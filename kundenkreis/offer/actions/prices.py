"""What a service costs from when on. What is booked keeps the price that was shown."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.brands.models import PackagePrice, ServicePackage
from kundenkreis.core.refusal import Invalid, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.offer.actions.services import service
from kundenkreis.people.models import Person
from kundenkreis.terms import setting

FURTHEST = timedelta(days=366)


@one_transaction
def set_price(
    slug: str, *, price: int, valid_from: datetime | None = None, reason: str, by: Person, at: datetime
) -> PackagePrice:  # fmt: skip
    """A new price in minor units: at once, or from `valid_from` on. A later word on the same moment replaces the earlier.

    :raises NotAllowed: not a manager. :raises NotFound: no such service. :raises Invalid: `bad_amount`, `bad_day`.
    """
    row = service(slug, by=by, at=at)
    setting.within("price", price, 1, setting.MOST)
    if valid_from and valid_from > at + FURTHEST:
        sentence = _("Please choose a day within the next year.")
        raise Invalid("bad_day", sentence, {"day": sentence})
    later = valid_from is not None and valid_from > at
    start = valid_from if valid_from and later else at
    if later:
        PackagePrice.objects.filter(
            package=row, valid_from=start, taken_back_at=None
        ).update(taken_back_at=at)
    elif price == row.price and (same := row.prices.exclude(begun_at=None).first()):
        return same
    if not row.prices.exists():
        # What it cost before prices were kept by date.
        began = row.brand.created_at
        PackagePrice.objects.create(package=row, price=row.price, valid_from=began, set_at=at, begun_at=at)  # fmt: skip
    made = PackagePrice.objects.create(package=row, price=price, valid_from=start, set_at=at)  # fmt: skip
    changes = {"price": [row.price, price], "valid_from": [None, start.isoformat()]}
    setting.tell("services", slug, changes, reason, by=by, at=at)
    return made if later else begin_price(made, by=by, at=at)


@one_transaction
def begin_price(row: PackagePrice, *, by: Person | None, at: datetime) -> PackagePrice:
    """From now on it costs this; by the clock when its day has come. Twice changes nothing."""
    package = ServicePackage.objects.select_for_update().get(pk=row.package_id)
    row = PackagePrice.objects.select_for_update().get(pk=row.pk)
    if row.begun_at or row.taken_back_at or row.valid_from > at:
        return row
    row.begun_at = at
    row.save(update_fields=["begun_at"])
    package.price = row.price
    package.save(update_fields=["price"])
    return row


@one_transaction
def take_price_back(
    slug: str, number: int, *, reason: str, by: Person, at: datetime
) -> PackagePrice:
    """A price that has not begun will not come.

    :raises NotAllowed: not a manager. :raises NotFound: no such price. :raises Refused: `wrong_state`, it has begun.
    """
    package = service(slug, by=by, at=at)
    row = PackagePrice.objects.select_for_update().filter(package=package, pk=number).first()  # fmt: skip
    if row is None:
        raise NotFound("not_found", _("There is no such price."))
    if row.begun_at:
        raise Refused("wrong_state", _("This price counts already. Please set another one."))  # fmt: skip
    if row.taken_back_at is None:
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at"])
        setting.tell("services", slug, {"price": [row.price, None]}, reason, by=by, at=at)
    return row
