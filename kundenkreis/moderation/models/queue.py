"""What waits for a moderator's look, and above which score a text goes out of sight by itself."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from kundenkreis.core import scope
from kundenkreis.moderation.models.statements import TARGET_LENGTH, Source
from kundenkreis.people.models import Person


class QueueItemQuerySet(models.QuerySet["QueueItem"]):
    def open(self) -> "QueueItemQuerySet":
        return self.filter(decided_at__isnull=True)

    def on(self, target: str) -> "QueueItemQuerySet":
        return self.filter(target=target)

    def in_order(self) -> "QueueItemQuerySet":
        """What most and surest reporters speak of first, then the longest waiting."""
        return self.order_by("-score", "opened_at", "pk")


class QueueItem(models.Model):
    """One text waits for one decision. One open a text; decided once (statements: `item_decided_once`)."""

    # Whoever takes it has it alone for so long.
    CLAIM = timedelta(minutes=10)

    brand = scope.BrandKey()
    target = models.CharField(max_length=TARGET_LENGTH)
    author = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=10, choices=Source.choices)
    # Sum of the reports' weights; for what a machine found, its own score.
    score = models.FloatField(default=0)
    # What a machine saw, in a line each, for moderators only.
    signs = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    claimed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(QueueItemQuerySet)()
    across_brands = models.Manager["QueueItem"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "target"],
                condition=Q(decided_at__isnull=True),
                name="one_open_item_a_text",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_until__isnull=True)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="claimed_by_and_until",
            ),
            models.UniqueConstraint(fields=["id", "brand"], name="queue_item_brand"),
        ]
        indexes = [
            models.Index(
                fields=["brand", "-score", "opened_at"],
                condition=Q(decided_at__isnull=True),
                name="queue_open",
            ),
            models.Index(fields=["author"], name="queue_of_author"),
        ]

    def held_by_another(self, person: Person, at: datetime) -> bool:
        """Somebody else is looking at it right now."""
        if not self.claimed_until or self.claimed_by_id == person.pk:
            return False
        return self.claimed_until > at


class FlagThreshold(models.Model):
    """Nightly: the score that decided items had which moderators agreed with. Only grows."""

    # Before enough was decided.
    START = 12.5
    FEWEST = 15

    brand = scope.BrandKey()
    at = models.DateTimeField()
    items = models.PositiveIntegerField()
    # Half of the agreed ones had more; 15 in 100 had more than `high`.
    low = models.FloatField()
    high = models.FloatField()
    objects = scope.BrandManager["FlagThreshold"]()
    across_brands = models.Manager["FlagThreshold"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "at"], name="threshold_once"),
            models.CheckConstraint(
                condition=Q(low__gt=0) & Q(high__gte=models.F("low")),
                name="threshold_order",
            ),
        ]


class Suspension(models.Model):
    """Somebody may not write, not report, or not thank and vote, until then.

    Where it touches income it counts only once a second person has agreed; then its statement is written.
    """

    class Kind(models.TextChoices):
        WRITING = "writing", gettext_lazy("writing in public")
        REPORTING = "reporting", gettext_lazy("reporting texts")
        VOTING = "voting", gettext_lazy("thanking, voting and rating")

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    rule = models.CharField(max_length=20)
    facts = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    item = models.ForeignKey(
        QueueItem, null=True, on_delete=models.PROTECT, related_name="suspensions"
    )
    # Who wants it; None: the rules by themselves.
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    touches_income = models.BooleanField(default=False)
    second = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # From when it counts; empty while it waits for the second person.
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["Suspension"]()
    across_brands = models.Manager["Suspension"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=models.F("since")), name="suspension_ends"
            ),
            models.CheckConstraint(
                condition=Q(touches_income=False)
                | Q(in_force_at__isnull=True)
                | Q(second__isnull=False, by__isnull=False) & ~Q(second=models.F("by")),
                name="income_needs_four_eyes",
            ),
            models.CheckConstraint(
                condition=(Q(by__isnull=True) | ~Q(by=models.F("person")))
                & (Q(second__isnull=True) | ~Q(second=models.F("person"))),
                name="nobody_suspends_herself",
            ),
        ]
        indexes = [models.Index(fields=["brand", "person", "until"], name="suspended")]

    @property
    def waits(self) -> bool:
        """For a second person."""
        return not self.in_force_at and not self.ended_at
