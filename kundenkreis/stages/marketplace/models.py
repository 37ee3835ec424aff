"""Request, Offer, Booking, Visit, the history of a booking, and reviews by both sides.

What Django cannot express about these tables stands in `migrations/sql/marketplace.sql`: a
booking moves only along `transitions.py`, a live booking has its slot, a review has a finished
visit.
"""

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
from kundenkreis.core.geo import Point
from kundenkreis.core.money import Money
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.transitions import LIVE, State

# The helper sees the address from acceptance until so long after the visit was completed.
ADDRESS_SEEN = timedelta(hours=24)


class PayerKind(models.TextChoices):
    """Who pays for the visit."""

    CUSTOMER = "customer", _("the customer")
    COMPANY = "company", _("the company")


class RequestQuerySet(models.QuerySet["Request"]):
    def unfinished(self) -> "RequestQuerySet":
        return self.filter(state__in=(Request.State.OPEN, Request.State.OFFERED))

    def around_people(self, persons: Sequence[Person]) -> "RequestQuerySet":
        """Wishes of these persons, and those put before them as helpers."""
        asked = Offer.objects.filter(helper__person__in=persons).values("request")
        return self.filter(Q(case__customer__in=persons) | Q(pk__in=asked))


class Request(models.Model):
    """The wish for a visit. Carries what was said so far, page by page, and outlives a refusal."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        OFFERED = "offered", _("a helper is asked")
        ACCEPTED = "accepted", _("accepted")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(
        ServicePackage, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What a helper may know before she accepts: postal code, place and coarse cell.
    postal_code = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=120, blank=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    helper = models.ForeignKey(
        Helper, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    starts_at = models.DateTimeField(null=True)
    # The price that was shown with this helper, in minor units: the one that counts.
    price = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(RequestQuerySet)()
    across_brands = models.Manager["Request"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["open", "offered"]),
                name="one_request_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "offered"], closed_at__isnull=True)
                | (~Q(state__in=["open", "offered"]) & Q(closed_at__isnull=False)),
                name="closed_request_has_date",
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lng__isnull=True)
                | Q(lat__isnull=False, lng__isnull=False),
                name="request_point",
            ),
        ]

    @property
    def money(self) -> Money:
        """The price that was shown."""
        return Money(self.price or 0, self.brand.currency)

    @property
    def point(self) -> Point | None:
        """The middle of the postal code's area."""
        if self.lat is None or self.lng is None:
            return None
        return Point(self.lat, self.lng)


class Address(models.Model):
    """Where exactly, and how to reach the customer. Fetched only by `queries.address_for`.

    A table of its own, so that no page that shows a booking holds the address by accident.
    """

    request = models.OneToOneField(
        Request, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    brand = scope.BrandKey()
    street = models.CharField(max_length=120)
    # Floor, bell, where to park.
    details = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=30)
    email = models.EmailField(blank=True)
    objects = scope.BrandManager["Address"]()
    across_brands = models.Manager["Address"]()

    class Meta:
        base_manager_name = "objects"

    @property
    def as_given(self) -> dict[str, str]:
        """As the customer gave it."""
        fields = ("street", "details", "name", "phone", "email")
        return {name: getattr(self, name) for name in fields}


class Offer(models.Model):
    """A request put before one helper, with a deadline; her answer."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("not answered in time")
        WITHDRAWN = "withdrawn", _("withdrawn by the customer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="offers")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    # Why not, in the helper's words.
    reason = models.CharField(max_length=300, blank=True)
    objects = scope.BrandManager["Offer"]()
    across_brands = models.Manager["Offer"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_offer_has_date",
            ),
        ]


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> "BookingQuerySet":
        return self.filter(state__in=LIVE)

    def of_helper(self, helper: Helper) -> "BookingQuerySet":
        return self.filter(helper=helper)

    def of_customer(self, person: Person) -> "BookingQuerySet":
        return self.filter(customer=person)

    def around_people(self, persons: Sequence[Person]) -> "BookingQuerySet":
        """Where one of these persons is customer or helper."""
        return self.filter(Q(customer__in=persons) | Q(helper__person__in=persons))

    def with_names(self) -> "BookingQuerySet":
        """All that a list or page shows, in one statement."""
        return self.select_related(
            "brand",
            "package__brand",
            "helper__person",
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
    during = DateTimeRangeField()
    slot = models.OneToOneField(Slot, null=True, on_delete=models.PROTECT, related_name="+")
    price = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payer = models.CharField(max_length=8, choices=PayerKind.choices)
    # Where the history stands: its last row's number and state. Moves only with it.
    state = models.CharField(max_length=14, choices=State.choices)
    seq = models.PositiveSmallIntegerField()
    accept_by = models.DateTimeField()
    # The customer's word, which the helper must say at the door.
    code_word = models.CharField(max_length=20, default=ids.door_word)
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
            models.CheckConstraint(condition=Q(price__gte=0), name="booking_price"),
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
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def path(self) -> str:
        return f"/bookings/{self.pk}/"


class Visit(models.Model):
    """The doing: on the way, at the door, done, signed off."""

    booking = models.OneToOneField(
        Booking, primary_key=True, on_delete=models.CASCADE, related_name="visit"
    )
    brand = scope.BrandKey()
    # Wrong words at the door so far; after five only the staff can go on.
    tries = models.PositiveSmallIntegerField(default=0)
    departed_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    # What was done, in the helper's words.
    report = models.TextField(blank=True)
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # When the customer was reminded to sign off.
    reminded_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Visit"]()
    across_brands = models.Manager["Visit"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at__isnull=True)
                | Q(departed_at__isnull=False, started_at__gte=F("departed_at")),
                name="visit_departs_first",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True)
                | Q(started_at__isnull=False, completed_at__gte=F("started_at")),
                name="visit_starts_first",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True)
                | Q(completed_at__isnull=False, signed_off_at__gte=F("completed_at")),
                name="visit_completes_first",
            ),
        ]


class BookingTransition(models.Model):
    """One row for each thing that happened to a booking. Only grows; follows `transitions.py`."""

    brand = scope.BrandKey()
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="history")
    seq = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    from_state = models.CharField(max_length=14)
    to_state = models.CharField(max_length=14)
    # What the author was to this booking: customer, helper, staff, clock.
    actor = models.CharField(max_length=10)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    objects = scope.BrandManager["BookingTransition"]()
    across_brands = models.Manager["BookingTransition"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "seq"], name="history_in_order"),
            models.UniqueConstraint(
                fields=["booking", "seq", "to_state"], name="history_states"
            ),
        ]


class Review(models.Model):
    """What one side says about the other, unseen until both have spoken or 14 days have passed."""

    class Side(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        HELPER = "helper", _("helper")

    WINDOW = timedelta(days=14)

    brand = scope.BrandKey()
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="reviews")
    side = models.CharField(max_length=8, choices=Side.choices)
    # Both of the booking's, held to it by a key: nobody else can have reviewed.
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    # The row of the history in which the visit was completed, held to it by a key.
    completed_seq = models.PositiveSmallIntegerField()
    stars = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Review"]()
    across_brands = models.Manager["Review"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "side"], name="reviewed_once_a_side"
            ),
            models.CheckConstraint(
                condition=Q(stars__gte=1) & Q(stars__lte=5), name="review_stars"
            ),
            models.CheckConstraint(
                condition=Q(side__in=["customer", "helper"]), name="review_side"
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(revealed_at__isnull=True), name="reviews_hidden"
            )
        ]
