"""Reading vouchers: what a code is worth now, why not, and what became of a batch."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.models import Person
from kundenkreis.ui import filters
from kundenkreis.vouchers.models import (
    Voucher,
    VoucherBatch,
    VoucherMiss,
    VoucherRedemption,
)

MOST_MISSES, WITHIN = 10, timedelta(hours=1)


def batches() -> list[VoucherBatch]:
    """All of the brand, the newest first, with how often their codes were used."""
    rows = VoucherBatch.objects.select_related("brand", "package__brand", "issued_by")
    return list(rows.annotate(used=Sum("codes__used")))


def batch(pk: UUID) -> VoucherBatch:
    """:raises NotFound: there is none."""
    rows = VoucherBatch.objects.select_related("brand", "package__brand", "issued_by")
    found = rows.filter(pk=pk).annotate(used=Sum("codes__used")).first()
    if not found:
        raise NotFound("not_found", _("There are no such vouchers."))
    return found


def state(batch: VoucherBatch, at: datetime) -> str:
    """In a word: whether its codes may be used now."""
    if batch.revoked_at:
        return _("revoked")
    if at < batch.valid_from:
        return _("not valid yet")
    return _("valid") if at < batch.valid_until else _("expired")


def with_fingerprint(fingerprint: str) -> Voucher | None:
    """The voucher of this code."""
    rows = Voucher.objects.select_related("batch__brand", "batch__package__brand")
    return rows.filter(fingerprint=fingerprint).first() if fingerprint else None


def too_many_misses(person: Person, *, at: datetime) -> bool:
    """Whether she typed too many codes that there are not."""
    rows = VoucherMiss.objects.filter(person=person, at__gt=at - WITHIN)
    return rows.count() >= MOST_MISSES


def redeemable(
    voucher: Voucher, *, package: ServicePackage | None, person: Person, at: datetime
) -> None:
    """:raises Refused: `voucher_revoked`, `voucher_early`, `voucher_expired`, `voucher_used`,
    `voucher_other_package`, `voucher_once`: why she cannot use it for this package now."""
    of = voucher.batch
    hers = VoucherRedemption.objects.filter(
        batch=of, person=person, returned_at__isnull=True
    )
    if of.revoked_at is not None:
        raise _no("voucher_revoked", _("This voucher is not valid any more."))
    if at < of.valid_from:
        sentence = _("This voucher is valid from {day} on.")
        raise _no("voucher_early", sentence.format(day=filters.date(of.valid_from)))
    if at >= of.valid_until:
        sentence = _("This voucher was valid until {day}.")
        raise _no("voucher_expired", sentence.format(day=filters.moment(of.valid_until)))
    if of.package and package and of.package_id != package.pk:
        sentence = _("This voucher is for another service: {package}.")
        raise _no("voucher_other_package", sentence.format(package=of.package))
    if of.once_each and hers.exists():
        raise _no("voucher_once", _("You have used a voucher of this kind already."))
    if voucher.used >= voucher.uses:
        raise _no("voucher_used", _("This voucher has been used already."))


def is_redeemable(
    voucher: Voucher, *, package: ServicePackage | None, person: Person, at: datetime
) -> bool:
    """The same as yes or no."""
    try:
        redeemable(voucher, package=package, person=person, at=at)
    except Refused:
        return False
    return True


def part_of(voucher: Voucher, price: Money) -> Money:
    """What it pays of this price."""
    most = voucher.batch.amount
    return price if most is None else Money(min(most, price.amount), price.currency)


def redemption_of(subject: str) -> VoucherRedemption | None:
    """What pays a part of this subject now."""
    return VoucherRedemption.objects.filter(
        subject=subject, returned_at__isnull=True
    ).first()


def _no(reason: str, sentence: str) -> Refused:
    return Refused(reason, sentence, {"voucher": sentence})
