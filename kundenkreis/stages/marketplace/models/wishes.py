"""What is wished for: the request with its address, and the offers made for it."""

import uuid
from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.core.geo import Point
from kundenkreis.core.money import Money
from kundenkreis.firms.models import Firm
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.vouchers.models import Voucher


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
    # Wished for this firm, whose dispatcher says who comes; `helper` is then only who is free at that time.
    firm = models.ForeignKey(Firm, null=True, on_delete=models.SET_NULL, related_name="+")
    starts_at = models.DateTimeField(null=True)
    # The price that was shown with this helper, in minor units: the one that counts.
    price = models.BigIntegerField(null=True)
    # Instead of helper and time: whoever can come first may start in one of these.
    windows = ArrayField(DateTimeRangeField(), default=list)
    # If a helper does not come, somebody else is looked for at once.
    replace_missing = models.BooleanField(default=False)
    # The helper begins only when a second person is with the customer.
    second_person = models.BooleanField(default=False, db_default=False)
    note = models.TextField(blank=True)
    # What she wants to use for it; redeemed with the order.
    voucher = models.ForeignKey(
        Voucher, null=True, on_delete=models.SET_NULL, related_name="+"
    )
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
    def who(self) -> str:
        """Who is wished for: the firm, or the helper; empty: whoever can come first."""
        return str(self.firm or self.helper or "")

    @property
    def when(self) -> bool:
        """Whether it is known when, and from whom or from whomever."""
        return bool(self.windows) or self.starts_at is not None

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
        OVERTAKEN = "overtaken", _("another helper was faster")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="offers")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    # Asked in a wave: then she chooses among these times, and others are asked too.
    wave = models.ForeignKey(
        "kundenkreis.DispatchWave",
        null=True,
        on_delete=models.PROTECT,
        related_name="offers",
    )
    times = ArrayField(models.DateTimeField(), default=list)
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
            models.UniqueConstraint(fields=["wave", "helper"], name="asked_once_a_wave"),
            models.UniqueConstraint(
                fields=["wave"], condition=Q(answer="accepted"), name="one_wins_a_wave"
            ),
        ]
