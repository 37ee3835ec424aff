"""Calendars a helper keeps elsewhere: when she is busy there, and where hers with us is read."""

import uuid
from urllib.parse import urlsplit

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from kundenkreis.helpers.models.members import Helper


class BusyCalendar(models.Model):
    """An iCalendar address of the helper's own. We read when she is busy, never with what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="calendars")
    # Often a secret in itself: shown to nobody, not even to her; `host` is.
    url = models.TextField()
    added_at = models.DateTimeField()
    # When it is read next, and when it last went well.
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # Why the last try did not go well, as a stable word; empty: it did.
    trouble = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["added_at"]
        constraints = [
            models.UniqueConstraint(fields=["helper", "url"], name="calendar_once"),
        ]
        indexes = [models.Index(fields=["due_at"], name="calendars_due")]

    @property
    def host(self) -> str:
        """The name of the server: enough to tell one calendar from another."""
        return urlsplit(self.url).hostname or ""


class BusyTime(models.Model):
    """A stretch in which the helper is busy elsewhere. Without a title: it is none of our business."""

    calendar = models.ForeignKey(
        BusyCalendar, on_delete=models.CASCADE, related_name="times"
    )
    busy = DateTimeRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(busy__isempty=False), name="busy_not_empty"),
        ]


class FeedKey(models.Model):
    """A secret address at which calendar programs read a helper's visits. Kept as a fingerprint."""

    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="feed_keys")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["helper"],
                condition=Q(revoked_at__isnull=True),
                name="one_feed_a_helper",
            ),
        ]
