"""Columns of a text that can be taken out of sight."""

from django.db import models
from django.db.models import Q

from kundenkreis.people.models import Person


class Hideable(models.Model):
    """A text that can be taken out of sight; the reasons stand in its statements.

    `hidden_reason` is a `Rule`, or the room's own word where the author did it herself.
    """

    hidden_at = models.DateTimeField(null=True)
    # None: not a person, but the rules that work by themselves.
    hidden_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    hidden_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    hidden_at__isnull=True, hidden_by__isnull=True, hidden_reason=""
                )
                | Q(hidden_at__isnull=False) & ~Q(hidden_reason=""),
                name="%(class)s_hidden_with_reason",
            )
        ]
