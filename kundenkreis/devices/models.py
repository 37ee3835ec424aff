"""Devices and their keys, what they reported, and who may frame the help screen. The rest of the law: `devices.sql`."""

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.people.models import Person


class DeviceBatch(models.Model):
    """Keys made together, for so many devices of one product."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    title = models.CharField(max_length=80)
    product = models.SlugField(max_length=60)
    count = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The keys were fetched, once.
    fetched_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["DeviceBatch"]()
    across_brands = models.Manager["DeviceBatch"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=5000), name="device_batch_count"
            )
        ]

    @property
    def path(self) -> str:
        return f"/devices/keys/{self.pk}/"


class Device(models.Model):
    """One device. Its secret is derived (`keys.py`); what is kept is its fingerprint."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    batch = models.ForeignKey(DeviceBatch, on_delete=models.PROTECT, related_name="devices")
    number = models.PositiveIntegerField()
    product = models.SlugField(max_length=60)
    fingerprint = models.CharField(max_length=64, unique=True)
    last_seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["Device"]()
    across_brands = models.Manager["Device"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="device_number"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="device_revoked_by",
            ),
        ]


class DeviceNonce(models.Model):
    """A word that a device signed with; never again within the time that a signature is good."""

    # How far a device's clock may be off, either way.
    WINDOW = timedelta(minutes=5)

    brand = scope.BrandKey()
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=64)
    at = models.DateTimeField()
    objects = scope.BrandManager["DeviceNonce"]()
    across_brands = models.Manager["DeviceNonce"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["device", "nonce"], name="device_nonce_once")
        ]
        indexes = [models.Index(fields=["brand", "at"], name="device_nonces_by_time")]


class DeviceIssue(models.Model):
    """A fault that a device reported; the same fault again is the same issue until it is gone."""

    class Severity(models.TextChoices):
        WARNING = "warning", _("warning")
        ERROR = "error", _("fault")
        CRITICAL = "critical", _("serious fault")

    KEPT = timedelta(days=180)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="issues")
    domain = models.SlugField(max_length=40)
    code = models.SlugField(max_length=80)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    firmware = models.CharField(max_length=40, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    gone_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="+")
    objects = scope.BrandManager["DeviceIssue"]()
    across_brands = models.Manager["DeviceIssue"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["device", "domain", "code"], condition=Q(gone_at__isnull=True),
                name="one_issue_a_fault",
            ),
            models.CheckConstraint(
                condition=Q(last_seen_at__gte=F("first_seen_at"), times__gte=1),
                name="issue_seen_in_order",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["brand", "domain", "code", "firmware"], name="issues_by_fault")
        ]  # fmt: skip


class ScreenRules(models.Model):
    """Which pages of others may frame the help screen: origins such as `https://tv.example`."""

    brand = scope.BrandKey()
    ancestors = ArrayField(models.CharField(max_length=120), default=list)
    objects = scope.BrandManager["ScreenRules"]()
    across_brands = models.Manager["ScreenRules"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["brand"], name="screen_rules_once")]
