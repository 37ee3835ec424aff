"""A message, who receives it, and who does not want any."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Topic
from kundenkreis.core import scope
from kundenkreis.moderation.models import Hideable
from kundenkreis.people.models import Person


class RingQuerySet(models.QuerySet["Ring"]):
    def received_by(self, person: Person) -> "RingQuerySet":
        """What was sent to her and is not hidden."""
        return self.filter(hidden_at=None, recipients__person=person)

    def readable_by(self, person: Person) -> "RingQuerySet":
        """Hers, and what was sent to her."""
        mine = RingRecipient.objects.filter(person=person).values("ring")
        return self.filter(Q(sender=person) | Q(hidden_at=None, pk__in=mine))


class Ring(Hideable):
    """A message to a few. Gone after its time, with every trace of who received it."""

    KEPT = timedelta(days=30)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    sender = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Whose followers hear of it; without one: chosen members.
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField()
    # How many were chosen. Who of them takes messages, or reads this one, is told to nobody.
    chosen = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(RingQuerySet)()
    across_brands = models.Manager["Ring"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        constraints = [*Hideable.Meta.constraints]
        indexes = [models.Index(fields=["brand", "expires_at"], name="rings_by_age")]

    @property
    def path(self) -> str:
        return f"/rings/{self.pk}/"


class RingRecipient(models.Model):
    """One who receives it, in one of at most 200 places."""

    MOST = 200

    brand = scope.BrandKey()
    ring = models.ForeignKey(Ring, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    objects = scope.BrandManager["RingRecipient"]()
    across_brands = models.Manager["RingRecipient"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["ring", "person"], name="ring_once_each"),
            models.UniqueConstraint(fields=["ring", "place"], name="ring_place_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=200), name="ring_to_few"
            ),
        ]


class RingMute(models.Model):
    """Somebody wants no more messages of this sender. The sender is not told."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sender = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["RingMute"]()
    across_brands = models.Manager["RingMute"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "person", "sender"], name="ring_muted_once"
            )
        ]


class RingChoice(models.Model):
    """How somebody wants messages of members; without a row: at once."""

    class How(models.TextChoices):
        NOW = "now", _("Each at once")
        WEEKLY = "weekly", _("Once a week, all together")
        NEVER = "never", _("Not at all")

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=6, choices=How.choices)
    # Up to when she was told, of those who want it once a week.
    told_until = models.DateTimeField()
    objects = scope.BrandManager["RingChoice"]()
    across_brands = models.Manager["RingChoice"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="ring_choice_once"),
            models.CheckConstraint(
                condition=Q(how__in=["now", "weekly", "never"]), name="ring_choice_how"
            ),
        ]
