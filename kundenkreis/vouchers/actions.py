"""Vouchers: issued in batches, found by their code, redeemed, returned, revoked.

How often a code was used is counted by the database under its row's lock, so fifty at once get what there is.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused, TooMany
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.vouchers import codes, queries
from kundenkreis.vouchers.events import (
    VoucherRedeemed,
    VoucherReturned,
    VouchersIssued,
    VouchersRevoked,
)
from kundenkreis.vouchers.models import (
    Voucher,
    VoucherBatch,
    VoucherMiss,
    VoucherRedemption,
)

MOST_CODES, MOST_USES = 5000, 10_000


@transaction.atomic
def issue(
    *,
    title: str,
    amount: int | None,
    count: int,
    uses: int = 1,
    package: ServicePackage | None = None,
    valid_from: datetime,
    valid_until: datetime,
    once_each: bool = True,
    by: Person,
    at: datetime,
) -> VoucherBatch:
    """So many codes. `amount` in minor units, None: a whole service; `uses`: visits a code pays for.

    :raises NotAllowed: no manager. :raises Invalid: `empty`, `bad_amount`, `bad_number`, `bad_period`.
    """
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_yours", _("Only managers can do this."))
    title = texts.tidy(title)[:80]
    if not title:
        raise _wrong("empty", "title", _("Please give the vouchers a name."))
    if amount is not None and not 1 <= amount <= 1_000_000:
        raise _wrong("bad_amount", "amount", _("Please type an amount up to 10000."))
    for field, number, most in (("count", count, MOST_CODES), ("uses", uses, MOST_USES)):
        if not 1 <= number <= most:
            sentence = _("Please give a number from {least} to {most}.")
            raise _wrong("bad_number", field, sentence.format(least=1, most=most))
    if valid_until <= max(valid_from, at):
        raise _wrong("bad_period", "valid_until", _("The end must be after the beginning."))
    made = VoucherBatch.objects.create(
        title=title, amount=amount, count=count, uses=uses, package=package, valid_from=valid_from,
        valid_until=valid_until, once_each=once_each, issued_at=at, issued_by=by,
    )  # fmt: skip
    Voucher.objects.bulk_create(
        [
            Voucher(
                batch=made, number=number, uses=uses, fingerprint=codes.fingerprint(each)
            )
            for number, each in enumerate(codes.codes(made), start=1)
        ],
        batch_size=1000,
    )
    announce(VouchersIssued(batch=str(made.pk)), by=by, at=at)
    return made


@transaction.atomic
def revoke(batch: VoucherBatch, *, by: Person, at: datetime) -> VoucherBatch:
    """Its codes are worth nothing any more; visits ordered with them stay paid. Twice changes nothing.

    :raises NotAllowed: no manager.
    """
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_yours", _("Only managers can do this."))
    batch = VoucherBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.revoked_at is None:
        batch.revoked_at, batch.revoked_by = at, by
        batch.save(update_fields=["revoked_at", "revoked_by"])
        announce(VouchersRevoked(batch=str(batch.pk)), by=by, at=at)
    return batch


def find(
    typed: str, *, package: ServicePackage | None, person: Person, by: Person, at: datetime
) -> Voucher:
    """The voucher of a code that this person could use for the package now; nothing is redeemed yet.

    A code that there is not counts although it is refused: a transaction around must be committed.

    :raises TooMany: ten such codes in an hour. :raises Invalid: `unknown_voucher`.
    :raises Refused: as `queries.redeemable`.
    """
    if queries.too_many_misses(by, at=at):
        sentence = _("Too many wrong codes. Please try again in an hour, or call us.")
        raise TooMany("voucher_locked", sentence, {"voucher": sentence})
    voucher = queries.with_fingerprint(codes.fingerprint(typed))
    if voucher is None:
        VoucherMiss.objects.create(person=by, at=at)
        raise _wrong("unknown_voucher", "voucher", _("We do not know this code. Please check it: twelve letters and digits."))  # fmt: skip
    queries.redeemable(voucher, package=package, person=person, at=at)
    return voucher


@transaction.atomic
def redeem(
    voucher: Voucher,
    *,
    subject: str,
    price: Money,
    package: ServicePackage,
    person: Person,
    by: Person,
    at: datetime,
) -> VoucherRedemption:
    """It pays its part of this price, for this subject of the ledger.

    :raises Refused: as `queries.redeemable`; of many at once, those who come too late.
    """
    Voucher.objects.select_for_update().get(pk=voucher.pk)
    rows = Voucher.objects.select_related("batch__brand", "batch__package__brand")
    voucher = rows.get(pk=voucher.pk)
    queries.redeemable(voucher, package=package, person=person, at=at)
    part = queries.part_of(voucher, price)
    try:
        with transaction.atomic():
            made = VoucherRedemption.objects.create(
                batch=voucher.batch, voucher=voucher, subject=subject, person=person, amount=part.amount,
                currency=part.currency, at=at,
            )  # fmt: skip
    except IntegrityError:
        # Two codes of one kind at the same moment: the index let the first through.
        raise Refused("voucher_once", _("You have used a voucher of this kind already.")) from None  # fmt: skip
    announce(VoucherRedeemed(subject=subject), by=by, at=at)
    return made


@transaction.atomic
def give_back(*, subject: str, by: Person | None, at: datetime) -> bool:
    """Nothing of it was needed: it may be used again. Whether there was one; twice changes nothing."""
    rows = VoucherRedemption.objects.select_for_update()
    row = rows.filter(subject=subject, returned_at__isnull=True).first()
    if row is None:
        return False
    row.returned_at = at
    row.save(update_fields=["returned_at"])
    announce(VoucherReturned(subject=subject), by=by, at=at)
    return True


def _wrong(reason: str, field: str, sentence: str) -> Invalid:
    return Invalid(reason, sentence, {field: sentence})
