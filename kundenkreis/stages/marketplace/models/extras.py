"""What is added during a visit: proposed by the helper, answered by the customer, never changed."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import AddOn
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models.bookings import Booking


class ExtraQuerySet(models.QuerySet["Extra"]):
    def unanswered(self) -> "ExtraQuerySet":
        return self.filter(answer__isnull=True)

    def agreed(self) -> "ExtraQuerySet":
        return self.filter(answer__answer=ExtraAnswer.Answer.CONSENTED)


class Extra(models.Model):
    """An add-on or more time at a fixed price, proposed during the visit. Written once.

    Nothing of it is charged without an `ExtraAnswer` that consents (`marketplace_extras.sql`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="extras")
    number = models.PositiveSmallIntegerField()
    # None: more time at the booking's own rate.
    add_on = models.ForeignKey(AddOn, null=True, on_delete=models.PROTECT, related_name="+")
    # What it is called, as it was when proposed: {"de": …}.
    words = models.JSONField()
    minutes = models.PositiveSmallIntegerField(default=0)
    price = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager.from_queryset(ExtraQuerySet)()
    across_brands = models.Manager["Extra"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "number"], name="extra_number"),
            models.CheckConstraint(condition=Q(price__gte=0), name="extra_price"),
            models.CheckConstraint(
                condition=Q(add_on__isnull=False) | Q(minutes__gt=0),
                name="extra_is_something",
            ),
        ]

    @property
    def subject(self) -> str:
        """Its name in the ledger: a part of the booking's."""
        return f"{self.booking.subject}:extra:{self.number}"

    @property
    def money(self) -> Money:
        return Money(self.price, self.currency)

    @property
    def state(self) -> str:
        """Proposed, consented, refused or lapsed."""
        answer = getattr(self, "answer", None)
        return answer.answer if answer else "proposed"

    @property
    def path(self) -> str:
        return f"/extras/{self.pk}/"


class ExtraAnswer(models.Model):
    """The word on a proposed extra: the payer's, or the clock's when none came. Written once."""

    class Answer(models.TextChoices):
        CONSENTED = "consented", _("agreed")
        REFUSED = "refused", _("not wanted")
        LAPSED = "lapsed", _("not answered")

    extra = models.OneToOneField(
        Extra, primary_key=True, on_delete=models.PROTECT, related_name="answer"
    )
    brand = scope.BrandKey()
    answer = models.CharField(max_length=10, choices=Answer.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # An agent wrote down what the customer said.
    by_telephone = models.BooleanField(default=False)
    at = models.DateTimeField()
    objects = scope.BrandManager["ExtraAnswer"]()
    across_brands = models.Manager["ExtraAnswer"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="lapsed", by=None, by_telephone=False)
                | Q(answer__in=["consented", "refused"], by__isnull=False),
                name="extra_answer_author",
            ),
        ]
