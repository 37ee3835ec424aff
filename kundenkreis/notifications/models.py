"""Event rows, notices to people, deliveries through transports, and the demo mailbox."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class EventRow(models.Model):
    """One thing that happened. Written by the action, numbered by the relay, never changed."""

    # Given by the relay in commit order: identity order would skip late commits (decision 1).
    number = models.BigIntegerField(null=True, unique=True)
    brand = scope.BrandKey()
    name = models.CharField(max_length=60)
    payload = models.JSONField()
    topics = ArrayField(models.CharField(max_length=80), default=list)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["EventRow"]()
    across_brands = models.Manager["EventRow"]()

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(
                fields=["id"], condition=Q(number__isnull=True), name="event_unnumbered"
            ),
        ]


class Notice(models.Model):
    """A sentence to one person about one event, with one thing to do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    event = models.ForeignKey(EventRow, on_delete=models.CASCADE, related_name="+")
    # Values for the sentence; no text: it is made in the reader's language when shown.
    values = models.JSONField(default=dict)
    path = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Notice"]()
    across_brands = models.Manager["Notice"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "kind"], name="noticed_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "-at"], name="notices_of_person")]


class Delivery(models.Model):
    """One notice on its way through one transport. At least once out, once in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    transport = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    # The last error, in words without personal data.
    trouble = models.CharField(max_length=200, blank=True)
    objects = scope.BrandManager["Delivery"]()
    across_brands = models.Manager["Delivery"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "transport"], name="delivered_once_a_transport"
            ),
        ]


class DemoMessage(models.Model):
    """What the demo mailbox shows instead of sending. Exists only in demo mode."""

    brand = scope.BrandKey()
    transport = models.CharField(max_length=20)
    # The provider's key against duplicates: a second delivery of the same message is shown once.
    message_id = models.CharField(max_length=120, unique=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField()
    objects = scope.BrandManager["DemoMessage"]()
    across_brands = models.Manager["DemoMessage"]()

    class Meta:
        base_manager_name = "objects"


class Heartbeat(models.Model):
    """A worker says it is alive; `/readyz` looks."""

    worker = models.CharField(primary_key=True, max_length=80)
    at = models.DateTimeField()
