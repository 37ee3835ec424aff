"""Another time for a visit: up to three are proposed, and the other side takes one."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models.bookings import Booking


class TimeProposal(models.Model):
    """One to three other times for an agreed visit, which stays where it is until one is taken.

    Only the other side answers, once, and nobody changes what was asked (`time_proposals.sql`).
    """

    class Side(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        HELPER = "helper", _("helper")

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        TAKEN = "taken", _("taken")
        DECLINED = "declined", _("none suits")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("not answered in time")
        # The visit moved on otherwise: it was cancelled, began, or was moved.
        LAPSED = "lapsed", _("not asked any more")

    MOST = 3

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="+")
    # Whose side asks; staff and trusted persons ask for the customer.
    side = models.CharField(max_length=8, choices=Side.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    times = ArrayField(models.DateTimeField())
    at = models.DateTimeField()
    answer_by = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    answered_at = models.DateTimeField(null=True)
    # Null: the clock, or the visit itself.
    answered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Which of the times was taken.
    taken = models.DateTimeField(null=True)
    objects = scope.BrandManager["TimeProposal"]()
    across_brands = models.Manager["TimeProposal"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=Q(state="open"), name="one_time_question"
            ),
            models.CheckConstraint(
                condition=Q(times__len__gte=1, times__len__lte=3), name="one_to_three_times"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
                name="answered_times_have_date",
            ),
            models.CheckConstraint(
                condition=Q(state="taken", taken__isnull=False)
                | (~Q(state="taken") & Q(taken__isnull=True)),
                name="taken_time_is_known",
            ),
            models.CheckConstraint(
                condition=Q(side__in=["customer", "helper"]), name="time_question_side"
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], condition=Q(state="open"), name="time_questions_due"
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def path(self) -> str:
        return f"/time-proposals/{self.pk}/"

    @property
    def first(self) -> datetime:
        """The earliest of the times."""
        first: datetime = min(self.times)
        return first
