"""Event rows, notices to people, deliveries through transports, and the demo mailbox."""

import uuid
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person, SignInCode


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
            GinIndex(fields=["topics"], name="event_topics"),
        ]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: Person) -> "NoticeQuerySet":
        return self.filter(person=person)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)

    def newest_first(self) -> "NoticeQuerySet":
        return self.order_by("-at", "-number")


class Notice(models.Model):
    """A sentence to one person about one event, with one thing to do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Of the same series as event numbers: a notice is written after its event was numbered.
    number = models.BigIntegerField(null=True, unique=True)
    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    event = models.ForeignKey(EventRow, on_delete=models.CASCADE, related_name="+")
    # Values for the sentence; no text: it is made in the reader's language when shown.
    values = models.JSONField(default=dict)
    path = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(NoticeQuerySet)()
    across_brands = models.Manager["Notice"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "kind"], name="noticed_once"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="notices_of_person"),
            models.Index(
                fields=["at"], condition=Q(number__isnull=True), name="notice_unnumbered"
            ),
        ]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(delivered_at__isnull=True, given_up_at__isnull=True)


class Delivery(models.Model):
    """One message on its way through one transport: a notice, or a sign-in code. At least once
    out, once in: its id is the provider's key against duplicates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    notice = models.ForeignKey(
        Notice, null=True, on_delete=models.CASCADE, related_name="deliveries"
    )
    # Goes to an address that may have no account yet, so there is no person and no notice.
    sign_in = models.ForeignKey(
        SignInCode, null=True, on_delete=models.CASCADE, related_name="+"
    )
    transport = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    # When the relay put it into the queue of jobs.
    queued_at = models.DateTimeField(null=True)
    # Not before this moment: the night is quiet, or another way is tried first.
    not_before = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    # When the device said that it has shown it; only push can say so.
    taken_at = models.DateTimeField(null=True)
    # Keyed hash of where it went: floods are counted by address, without keeping the address.
    mark = models.CharField(max_length=64, blank=True)
    # The last error, in words without personal data.
    trouble = models.CharField(max_length=200, blank=True)
    objects = scope.BrandManager.from_queryset(DeliveryQuerySet)()
    across_brands = models.Manager["Delivery"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=True) ^ Q(sign_in__isnull=True),
                name="delivery_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["notice", "transport"], name="delivered_once_a_transport"
            ),
            models.UniqueConstraint(
                fields=["sign_in", "transport"], name="code_delivered_once_a_transport"
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at"],
                condition=Q(queued_at__isnull=True),
                name="delivery_unqueued",
            ),
            models.Index(
                fields=["mark", "delivered_at"],
                condition=~Q(mark=""),
                name="delivered_there",
            ),
        ]

    def is_settled(self) -> bool:
        """Delivered, or given up for good."""
        return bool(self.delivered_at or self.given_up_at)

    def is_too_late(self, at: datetime) -> bool:
        """A sign-in code that opens nothing any more need not be sent."""
        code = self.sign_in
        return code is not None and (
            code.used_at is not None or at >= code.asked_at + SignInCode.VALID
        )


class Reach(models.Model):
    """How a person wants to hear from this brand. Without a row: every way, and quiet nights."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Since when not by this way any more.
    mail_off_at = models.DateTimeField(null=True)
    sms_off_at = models.DateTimeField(null=True)
    push_off_at = models.DateTimeField(null=True)
    # Since when the telephone may ring at night too.
    nights_at = models.DateTimeField(null=True)
    # Where the nights are; empty: the brand's zone.
    timezone = models.CharField(max_length=40, blank=True)
    objects = scope.BrandManager["Reach"]()
    across_brands = models.Manager["Reach"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="reach_said_once")
        ]


class PushSubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    def live_of(self, person: Person) -> "PushSubscriptionQuerySet":
        return self.filter(person=person, ended_at__isnull=True).order_by("made_at")


class PushSubscription(models.Model):
    """A person's device that shows push messages. It ends when she or its push service says so."""

    MOST = 5  # live ones a person

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Given by the browser: the address of its push service, and the keys only this device has.
    endpoint = models.CharField(max_length=1000)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    # What it calls itself, such as "Chrome, Android".
    device = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(PushSubscriptionQuerySet)()
    across_brands = models.Manager["PushSubscription"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint"],
                condition=Q(ended_at__isnull=True),
                name="device_subscribed_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="devices_of_person",
            )
        ]


class ShortLink(models.Model):
    """A short address of a notice, for an SMS. The code is derived, and kept only as its hash."""

    VALID = timedelta(days=30)

    brand = scope.BrandKey()
    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    objects = scope.BrandManager["ShortLink"]()
    across_brands = models.Manager["ShortLink"]()

    class Meta:
        base_manager_name = "objects"


class DemoMessage(models.Model):
    """What the demo mailbox shows instead of sending: mail, SMS and push without a way out."""

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
