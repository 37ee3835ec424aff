"""Who pauses, and until when."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class PauseQuerySet(models.QuerySet["Pause"]):
    def current(self, at: datetime) -> "PauseQuerySet":
        """Those that last at this moment."""
        return self.filter(begins_at__lte=at, until__gt=at)


class Pause(models.Model):
    """From then until then she is left in peace. Ended early: `until` is then."""

    # A pause is for a while; who wants to go for good leaves.
    LONGEST_DAYS = 366

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    begins_at = models.DateTimeField()
    until = models.DateTimeField()
    # Of the pause that lasts or was the last one: there is one at a time.
    is_last = models.BooleanField(default=True)
    # When the rooms were told that it is over.
    over_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(PauseQuerySet)()
    across_brands = models.Manager["Pause"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "person"], condition=Q(is_last=True), name="one_pause"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("begins_at")), name="pause_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(over_at__isnull=True) | Q(over_at__gte=F("until")),
                name="pause_over_after_its_end",
            ),
        ]
        indexes = [models.Index(fields=["person", "-until"], name="pauses_of_person")]
