"""What is agreed: the booking, the visit it leads to, and its history."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core import ids, scope
from kundenkreis.core.money import Money
from kundenkreis.firms.models import Firm
from kundenkreis.firms.queries import dispatched_by
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.people.models import Person
from kundenkreis.people.queries import trusted_with
from kundenkreis.stages.marketplace.models.wishes import Offer, Request
from kundenkreis.stages.marketplace.transitions import LIVE, State

# The helper sees the address from acceptance until so long after the visit was completed.
ADDRESS_SEEN = timedelta(hours=24)


class PayerKind(models.TextChoices):
    """Who pays for the visit."""

    CUSTOMER = "customer", _("the customer")
    COMPANY = "company", _("the company")


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> "BookingQuerySet":
        return self.filter(state__in=LIVE)

    def of_helper(self, helper: Helper) -> "BookingQuerySet":
        return self.filter(helper=helper)

    def to_go_to(self, helper: Helper) -> "BookingQuerySet":
        """Her own visits, and those to which she goes along."""
        return self.filter(Q(helper=helper) | Q(companion__helper=helper))

    def of_customer(self, person: Person) -> "BookingQuerySet":
        return self.filter(customer=person)

    def around_people(self, persons: Sequence[Person]) -> "BookingQuerySet":
        """Where one of these persons is customer or helper, or trusted by the customer."""
        trusted = trusted_with(persons, customer="customer", case="case")
        dispatched = dispatched_by(persons, firm="firm")
        return self.filter(
            Q(customer__in=persons)
            | Q(helper__person__in=persons)
            | Q(companion__helper__person__in=persons)
            | Q(trusted)
            | Q(dispatched)
        )

    def with_names(self) -> "BookingQuerySet":
        """All that a list or page shows, in one statement."""
        return self.select_related(
            "brand",
            "package__brand",
            "helper__person",
            "firm__person",
            "customer",
            "request",
            "visit",
            "case",
        )

    def soonest_first(self) -> "BookingQuerySet":
        return self.order_by("during", "id")


class Booking(models.Model):
    """A fixed appointment of a helper with a customer, at a fixed price, with money set aside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    reference = models.CharField(max_length=9, unique=True, default=ids.reference)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="bookings")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="booking")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(ServicePackage, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The visit is one of this firm, which is paid for it. Its technician is known to the customer once named;
    # before that `helper` is who is reserved, so that the firm never promises more than it can do.
    firm = models.ForeignKey(Firm, null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(null=True)
    during = DateTimeRangeField()
    slot = models.OneToOneField(Slot, null=True, on_delete=models.PROTECT, related_name="+")
    price = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # Of the price, what a voucher pays; the company gives it.
    voucher_amount = models.BigIntegerField(default=0, db_default=0)
    # How many come, as agreed with the order (`two_persons.sql`): the second one stands in `Companion`.
    persons = models.PositiveSmallIntegerField(default=1, db_default=1)
    # Agreed: nobody begins before a second person is with the customer (`second_person.sql`).
    second_person = models.BooleanField(default=False, db_default=False)
    # What cancelling costs, as it was when booked (`brands.policies`): a later policy never binds it.
    cancellation = models.JSONField()
    # The brand's share when booked, in percent; a later one never binds it. Null: booked before it was kept.
    commission_percent = models.PositiveSmallIntegerField(null=True)
    payer = models.CharField(max_length=8, choices=PayerKind.choices)
    # Where the history stands: its last row's number and state. Moves only with it.
    state = models.CharField(max_length=14, choices=State.choices)
    seq = models.PositiveSmallIntegerField()
    accept_by = models.DateTimeField()
    # Until when the customer must have paid on the provider's page; null once she has. Before that
    # the helper is not asked.
    pay_by = models.DateTimeField(null=True)
    # The customer's word, which the helper must say at the door.
    code_word = models.CharField(max_length=20, default=ids.door_word)
    # A regular visit is made weeks ahead, its price set aside when it is near: from when on, and in which way
    # (empty: she is asked how). Null: the price is set aside. When the clock could not and asked her to pay.
    hold_at = models.DateTimeField(null=True)
    hold_way = models.CharField(max_length=20, blank=True, db_default="")
    pay_asked_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager.from_queryset(BookingQuerySet)()
    across_brands = models.Manager["Booking"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(LIVE), slot__isnull=False)
                | (~Q(state__in=list(LIVE)) & Q(slot__isnull=True)),
                name="live_booking_has_slot",
            ),
            models.CheckConstraint(
                condition=Q(commission_percent__isnull=True)
                | Q(commission_percent__lte=100),
                name="booking_commission",
            ),
            models.CheckConstraint(
                condition=Q(voucher_amount__gte=0, voucher_amount__lte=F("price")),
                name="booking_voucher",
            ),
            models.CheckConstraint(
                condition=Q(pay_by__isnull=True)
                | Q(state__in=["held", "expired", "cancelled"]),
                name="paid_before_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(firm__isnull=True, named_at__isnull=True)
                | Q(firm__isnull=False)
                & (
                    Q(named_at__isnull=False)
                    | Q(state__in=["held", "declined", "expired", "cancelled"])
                ),
                name="technician_named_before_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(hold_at__isnull=True)
                | Q(
                    state__in=[
                        "held",
                        "confirmed",
                        "declined",
                        "expired",
                        "cancelled",
                        "no_show",
                    ]
                ),
                name="held_before_departure",
            ),
            models.CheckConstraint(
                condition=Q(pay_asked_at__isnull=True) | Q(hold_at__isnull=False),
                name="asked_for_what_waits",
            ),
            models.UniqueConstraint(
                fields=["id", "customer", "helper"], name="booking_of_both"
            ),
        ]
        indexes = [
            models.Index(fields=["helper", "state"], name="bookings_of_helper"),
            models.Index(fields=["customer", "-made_at"], name="bookings_of_customer"),
            models.Index(fields=["brand", "-made_at"], name="bookings_newest"),
            models.Index(
                fields=["accept_by"], condition=Q(state="held"), name="bookings_waiting"
            ),
            models.Index(
                fields=["pay_by"],
                condition=Q(state="held", pay_by__isnull=False),
                name="bookings_unpaid",
            ),
            models.Index(
                fields=["hold_at"],
                condition=Q(state="confirmed", hold_at__isnull=False),
                name="bookings_to_hold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.package}"

    @property
    def subject(self) -> str:
        """Its name in the ledger and among attempts."""
        return f"booking:{self.pk}"

    @property
    def starts_at(self) -> datetime:
        starts: datetime = self.during.lower
        return starts

    @property
    def ends_at(self) -> datetime:
        ends: datetime = self.during.upper
        return ends

    @property
    def money(self) -> Money:
        return Money(self.price, self.currency)

    @property
    def is_named(self) -> bool:
        """Whether the customer may know who comes: always, but for a firm that has not said yet."""
        return self.firm is None or self.named_at is not None

    @property
    def face(self) -> Person:
        """Whom the customer reads of: who comes, or the firm while it has named nobody."""
        return (
            self.helper.person if self.firm is None or self.named_at else self.firm.person
        )

    @property
    def payee(self) -> Person:
        """Who is paid for it: the helper, or her firm."""
        return self.firm.person if self.firm else self.helper.person

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
    def awaits_payment(self) -> bool:
        """Ordered, the time kept, and not paid yet."""
        return self.state == State.HELD and self.pay_by is not None

    @property
    def to_pay(self) -> bool:
        """Whether its customer is asked to pay now: for an order, or for a regular visit that is near."""
        near = self.state == State.CONFIRMED and self.pay_asked_at is not None
        return self.awaits_payment or near

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def path(self) -> str:
        return f"/bookings/{self.pk}/"
