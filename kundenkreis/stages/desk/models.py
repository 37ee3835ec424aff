"""Which agent works on which case, and who wants to be called back."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.people.models import Person


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def live(self) -> "AssignmentQuerySet":
        return self.filter(released_at__isnull=True)


class Assignment(models.Model):
    """An agent works on a case, from taking to releasing it. One at a time a case."""

    # After so long without a key pressed nobody is shown as writing.
    WRITING = timedelta(seconds=60)

    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    agent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    # The agent was seen writing a reply.
    writing_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(AssignmentQuerySet)()
    across_brands = models.Manager["Assignment"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(released_at__isnull=True),
                name="one_agent_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_at__gte=F("taken_at")),
                name="assignment_period",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agent"],
                condition=Q(released_at__isnull=True),
                name="cases_of_agent",
            )
        ]


class CallbackWishQuerySet(models.QuerySet["CallbackWish"]):
    def open(self) -> "CallbackWishQuerySet":
        return self.filter(done_at__isnull=True)


class CallbackWish(models.Model):
    """Someone wants to be called, between two times. The number is the customer's own contact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    call_from = models.DateTimeField()
    call_until = models.DateTimeField()
    asked_at = models.DateTimeField()
    # The team was reminded when the time had come.
    reminded_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(CallbackWishQuerySet)()
    across_brands = models.Manager["CallbackWish"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(call_until__gt=F("call_from")), name="call_window"
            )
        ]
