"""Batches of codes, their codes by fingerprint, and what each was used for. The rest of the law: `vouchers.sql`."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.ledger.models import SUBJECT_LENGTH
from kundenkreis.people.models import Person


class VoucherBatch(models.Model):
    """So many codes of one kind: a fixed amount or a whole service, for a time, perhaps for one package."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    title = models.CharField(max_length=80)
    # In minor units; null: the whole price of a visit.
    amount = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField()
    # How many visits each code pays for.
    uses = models.PositiveIntegerField(default=1)
    # Null: for any.
    package = models.ForeignKey(
        ServicePackage, null=True, on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateTimeField()
    # Up to, not including.
    valid_until = models.DateTimeField()
    # Nobody redeems two of this batch.
    once_each = models.BooleanField(default=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["VoucherBatch"]()
    across_brands = models.Manager["VoucherBatch"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-issued_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="voucher_amount"
            ),
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=5000, uses__gte=1, uses__lte=10_000),
                name="voucher_counts",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="voucher_has_time"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="voucher_revoked_by",
            ),
        ]

    @property
    def money(self) -> Money | None:
        """What a code pays at most; None: all."""
        return None if self.amount is None else Money(self.amount, self.brand.currency)

    @property
    def path(self) -> str:
        return f"/vouchers/{self.pk}/"


class Voucher(models.Model):
    """One code, by its fingerprint."""

    brand = scope.BrandKey()
    batch = models.ForeignKey(VoucherBatch, on_delete=models.PROTECT, related_name="codes")
    number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, unique=True)
    uses = models.PositiveIntegerField()
    # Moved by redemptions alone (vouchers.sql).
    used = models.PositiveIntegerField(default=0)
    objects = scope.BrandManager["Voucher"]()
    across_brands = models.Manager["Voucher"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="voucher_number"),
            models.CheckConstraint(
                condition=Q(used__lte=F("uses")), name="voucher_not_overused"
            ),
        ]


class VoucherRedemption(models.Model):
    """A voucher pays a part of one subject; returned when nothing of it was needed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    batch = models.ForeignKey(VoucherBatch, on_delete=models.PROTECT, related_name="+")
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # As the batch says; the database copies it, so that one index is the law.
    once_each = models.BooleanField(default=False)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["VoucherRedemption"]()
    across_brands = models.Manager["VoucherRedemption"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "subject"], condition=Q(returned_at__isnull=True), name="one_voucher_a_subject"
            ),
            models.UniqueConstraint(
                fields=["batch", "person"], condition=Q(returned_at__isnull=True, once_each=True),
                name="voucher_once_each",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="voucher_paid_something"),
        ]  # fmt: skip

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)


class VoucherMiss(models.Model):
    """Somebody typed a code that there is not: so that nobody tries many."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["VoucherMiss"]()
    across_brands = models.Manager["VoucherMiss"]()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["person", "at"], name="voucher_misses")]


def is_valid(batch: VoucherBatch, at: datetime) -> bool:
    """Whether its codes may be used now, as far as time goes."""
    return batch.revoked_at is None and batch.valid_from <= at < batch.valid_until
