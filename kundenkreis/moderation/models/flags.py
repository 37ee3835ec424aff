"""Reports of texts."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.moderation.models.queue import QueueItem
from kundenkreis.moderation.models.statements import (
    TARGET_LENGTH,
    Rule,
    StatementOfReasons,
)
from kundenkreis.people.models import Person


class FlagQuerySet(models.QuerySet["Flag"]):
    def waiting(self) -> "FlagQuerySet":
        return self.filter(decision__isnull=True)

    def on(self, target: str) -> "FlagQuerySet":
        return self.filter(target=target)


class Flag(models.Model):
    """Someone says that a text should not stand here. One a person and text."""

    brand = scope.BrandKey()
    target = models.CharField(max_length=TARGET_LENGTH)
    reason = models.CharField(max_length=20, choices=Rule.choices)
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # How much it counts, by who reported and how often she was right (`scores.weight`).
    weight = models.FloatField(default=1)
    # What it made wait; its statement is what came of it.
    item = models.ForeignKey(
        QueueItem, null=True, on_delete=models.PROTECT, related_name="flags"
    )
    # What came of it; empty while it waits.
    decision = models.ForeignKey(
        StatementOfReasons, null=True, on_delete=models.PROTECT, related_name="flags"
    )
    objects = scope.BrandManager.from_queryset(FlagQuerySet)()
    across_brands = models.Manager["Flag"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "target", "by"], name="text_flagged_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "at"],
                condition=Q(decision__isnull=True),
                name="flags_waiting",
            ),
            models.Index(fields=["by", "-at"], name="flags_of_person"),
        ]

    @property
    def reason_words(self) -> str:
        """The reason as its reader says it."""
        return str(Rule(self.reason).label)

    @property
    def who(self) -> str:
        """How moderators name the reporter."""
        return self.by.shown_name
