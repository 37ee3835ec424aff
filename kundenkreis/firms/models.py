"""The firm, who dispatches for it, who works for it from when to when. The rest of the law: `firms.sql`."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.people.models import Person


class Firm(models.Model):
    """A company whose technicians visit customers of this brand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    name = models.CharField(max_length=40)
    # The firm in the books: it earns and is paid. Nobody signs in as it; its dispatchers speak for it.
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    founded_at = models.DateTimeField()
    founded_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["Firm"]()
    across_brands = models.Manager["Firm"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "name"], name="firm_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="firm_has_name"),
            # What members and visits point at.
            models.UniqueConstraint(fields=["id", "brand"], name="firm_brand"),
        ]

    def __str__(self) -> str:
        return self.name


class FirmDispatcherQuerySet(models.QuerySet["FirmDispatcher"]):
    def current(self) -> "FirmDispatcherQuerySet":
        return self.filter(until__isnull=True)


class FirmDispatcher(models.Model):
    """Somebody who assigns the firm's technicians and speaks for the firm."""

    brand = scope.BrandKey()
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="dispatchers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    named_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(FirmDispatcherQuerySet)()
    across_brands = models.Manager["FirmDispatcher"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            # One person speaks for one firm of a brand, so that nobody plays two against each other.
            models.UniqueConstraint(
                fields=["brand", "person"],
                condition=Q(until__isnull=True),
                name="dispatches_for_one_firm",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="dispatcher_period",
            ),
        ]


class FirmInvitation(models.Model):
    """A helper is asked to work for the firm. Without her yes she never does: her earnings would go elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="invitations")
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)
    objects = scope.BrandManager["FirmInvitation"]()
    across_brands = models.Manager["FirmInvitation"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "helper"],
                condition=Q(answered_at__isnull=True),
                name="invited_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, accepted__isnull=True)
                | Q(answered_at__isnull=False, accepted__isnull=False),
                name="invitation_answered",
            ),
        ]


class FirmMemberQuerySet(models.QuerySet["FirmMember"]):
    def current(self, at: datetime) -> "FirmMemberQuerySet":
        return self.filter(during__contains=at)


class FirmMember(models.Model):
    """A technician of the firm, from when to when; of one firm at a time (`firms.sql`)."""

    brand = scope.BrandKey()
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="members")
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="+")
    during = DateTimeRangeField()
    ended_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(FirmMemberQuerySet)()
    across_brands = models.Manager["FirmMember"]()

    class Meta:
        base_manager_name = "objects"


class FirmSlot(models.Model):
    """The reservation is for a visit of the firm: its helper is a technician of it throughout, by a key of time."""

    slot = models.OneToOneField(
        Slot, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    brand = scope.BrandKey()
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    visit = DateTimeRangeField()
    objects = scope.BrandManager["FirmSlot"]()
    across_brands = models.Manager["FirmSlot"]()

    class Meta:
        base_manager_name = "objects"
