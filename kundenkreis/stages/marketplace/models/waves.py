"""«Whoever can come first»: the search for a helper, its waves, and how each ended."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models.bookings import Booking, PayerKind
from kundenkreis.stages.marketplace.models.wishes import Request


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def under_way(self) -> "DispatchQuerySet":
        return self.filter(ended_at__isnull=True)

    def with_names(self) -> "DispatchQuerySet":
        """All that a page shows, in one statement."""
        return self.select_related("brand", "request__package__brand", "request__case__customer")  # fmt: skip


class Dispatch(models.Model):
    """Helpers are asked in waves until one comes, nobody is left, or the customer stops it.

    Its money waits on the account of the booking it will become: `booking_id` is fixed from the
    start, and as the booking's primary key it lets only one helper win.
    """

    class Outcome(models.TextChoices):
        BOOKED = "booked", _("a helper comes")
        NOBODY = "nobody", _("nobody can come")
        WITHDRAWN = "withdrawn", _("withdrawn by the customer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="dispatches")  # fmt: skip
    booking_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # The booking whose helper does not come; nobody is looked for twice instead of her.
    replaces = models.OneToOneField(
        Booking, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # When the visit may start: one to three stretches of time.
    windows = ArrayField(DateTimeRangeField())
    # Fixed for whoever comes, in minor units: the package's price.
    price = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # Of the price, what a voucher pays; the company gives it.
    voucher_amount = models.BigIntegerField(default=0, db_default=0)
    payer = models.CharField(max_length=8, choices=PayerKind.choices)
    # Short waves, such as after a helper who did not come.
    urgent = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # When the clock looks after it again.
    next_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    objects = scope.BrandManager.from_queryset(DispatchQuerySet)()
    across_brands = models.Manager["Dispatch"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(ended_at__isnull=True),
                name="one_dispatch_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="", next_at__isnull=False)
                | (Q(ended_at__isnull=False, next_at__isnull=True) & ~Q(outcome="")),
                name="ended_dispatch_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(windows__len__gte=1, windows__len__lte=3),
                name="dispatch_windows",
            ),
            models.CheckConstraint(
                condition=Q(voucher_amount__gte=0, voucher_amount__lte=F("price")),
                name="dispatch_voucher",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(ended_at__isnull=True),
                name="dispatches_due",
            )
        ]

    @property
    def subject(self) -> str:
        """The name in the ledger of the booking it will become."""
        return f"booking:{self.booking_id}"

    @property
    def money(self) -> Money:
        return Money(self.price, self.currency)

    @property
    def own_money(self) -> Money:
        """What is left to pay beside the voucher."""
        return Money(self.price - self.voucher_amount, self.currency)

    @property
    def voucher_money(self) -> Money:
        """What the voucher pays."""
        return Money(self.voucher_amount, self.currency)

    @property
    def voucher_subject(self) -> str:
        """The voucher's part by its name in the ledger."""
        return f"{self.subject}:voucher"

    @property
    def first_start(self) -> datetime:
        starts: datetime = min(window.lower for window in self.windows)
        return starts

    @property
    def last_start(self) -> datetime:
        starts: datetime = max(window.upper for window in self.windows)
        return starts

    @property
    def path(self) -> str:
        return f"/searches/{self.pk}/"


class DispatchWave(models.Model):
    """A few helpers asked together, with one deadline."""

    brand = scope.BrandKey()
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="waves")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    objects = scope.BrandManager["DispatchWave"]()
    across_brands = models.Manager["DispatchWave"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "number"], name="waves_in_order"),
            models.CheckConstraint(condition=Q(number__gte=1), name="wave_number"),
            models.CheckConstraint(
                condition=Q(until__gt=models.F("at")), name="wave_has_time"
            ),
        ]
