"""A series of visits, and what became of each of its days. The rest of the law: `series.sql`."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.people.queries import trusted_with
from kundenkreis.stages.marketplace.models import Booking


class SeriesQuerySet(models.QuerySet["Series"]):
    def live(self) -> "SeriesQuerySet":
        """Asked, or accepted and not over."""
        return self.filter(ended_at__isnull=True)

    def asked(self) -> "SeriesQuerySet":
        """The helper has not answered yet."""
        return self.live().filter(accepted_at__isnull=True)

    def running(self) -> "SeriesQuerySet":
        return self.live().filter(accepted_at__isnull=False)

    def of_customers(self, persons: Sequence[Person]) -> "SeriesQuerySet":
        """Of which one of them is the customer, or trusted by her."""
        trusted = trusted_with(persons, customer="customer", case="begun_with__case")
        return self.filter(Q(customer__in=persons) | Q(trusted))

    def around(self, person: Person) -> "SeriesQuerySet":
        """Of which she is the customer or the helper, or whose customer trusts her."""
        trusted = trusted_with([person], customer="customer", case="begun_with__case")
        return self.filter(Q(customer=person) | Q(helper__person=person) | Q(trusted))

    def with_names(self) -> "SeriesQuerySet":
        return self.select_related(
            "brand", "customer", "helper__person", "begun_with__package__brand",
            "begun_with__request", "begun_with__case",
        )  # fmt: skip


class Series(models.Model):
    """The same visit again and again: like the one it began with, at the same hour on the wall."""

    class Every(models.IntegerChoices):
        WEEK = 1, _("every week")
        TWO_WEEKS = 2, _("every two weeks")
        FOUR_WEEKS = 4, _("every four weeks")

    class Outcome(models.TextChoices):
        DECLINED = "declined", _("declined by the helper")
        EXPIRED = "expired", _("not answered in time")
        ENDED = "ended", _("ended")
        FINISHED = "finished", _("all visits are over")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    begun_with = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    weeks = models.PositiveSmallIntegerField(choices=Every.choices)
    # In the brand's zone: clocks may change, the hour stays.
    first_day = models.DateField()
    last_day = models.DateField()
    clock = models.TimeField()
    # The next day that nothing was decided about; null: all are.
    next_day = models.DateField(null=True)
    # What she agreed to for one visit, in minor units; a higher price is asked about first.
    price = models.BigIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Null: by the clock.
    ended_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    objects = scope.BrandManager.from_queryset(SeriesQuerySet)()
    across_brands = models.Manager["Series"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["begun_with"],
                condition=Q(ended_at__isnull=True),
                name="repeats_once",
            ),
            models.CheckConstraint(condition=Q(weeks__in=[1, 2, 4]), name="series_rhythm"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="series_has_days"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="series_price"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="", ended_by__isnull=True)
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="series_ended_how",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True)
                & Q(outcome__in=["", "declined", "expired", "ended"])
                | Q(accepted_at__isnull=False) & Q(outcome__in=["", "ended", "finished"]),
                name="series_answered_how",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_day"], condition=Q(ended_at__isnull=True), name="series_due"
            ),
            models.Index(fields=["customer"], name="series_of_customer"),
            models.Index(fields=["helper"], name="series_of_helper"),
        ]  # fmt: skip

    @property
    def every(self) -> str:
        """`every two weeks`."""
        return str(self.Every(self.weeks).label)

    @property
    def step(self) -> timedelta:
        return timedelta(weeks=self.weeks)

    @property
    def money(self) -> Money:
        """The agreed price of one visit."""
        return Money(self.price, self.brand.currency)

    @property
    def state(self) -> str:
        """`asked`, `running`, or how it ended."""
        return self.outcome or ("running" if self.accepted_at else "asked")

    @property
    def days(self) -> Sequence[date]:
        """All its days, in order."""
        count = (self.last_day - self.first_day) // self.step + 1
        return [self.first_day + number * self.step for number in range(count)]

    @property
    def path(self) -> str:
        return f"/series/{self.pk}/"

    def starts_at(self, day: date) -> datetime:
        """The moment at which the visit of this day begins."""
        return moment(day, self.clock, self.brand.zone)


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """When the clock on the wall shows this on that day, in UTC.

    An hour that the spring leaves out is the one after it; of one that the autumn repeats, the first.
    """

    return datetime.combine(day, clock, zone).astimezone(UTC)


class SeriesVisit(models.Model):
    """What became of one day of a series: a visit, or left out and why. Decided once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="visits")
    day = models.DateField()
    booking = models.OneToOneField(
        Booking, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Why it was left out, as the reason of the refusal.
    left_out = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    # Left out, and she ordered another time: the case of it.
    instead = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager["SeriesVisit"]()
    across_brands = models.Manager["SeriesVisit"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="series_day_once"),
            models.CheckConstraint(
                condition=Q(booking__isnull=False, left_out="", instead__isnull=True)
                | Q(booking__isnull=True) & ~Q(left_out=""),
                name="series_day_one_way",
            ),
        ]

    @property
    def path(self) -> str:
        return f"/series-days/{self.pk}/"
