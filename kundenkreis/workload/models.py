"""Who was told to take a break, and when."""

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class WorkloadHint(models.Model):
    """One member carried much of one week: told once, to her and to the managers."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # The Monday.
    week = models.DateField()
    answers = models.PositiveIntegerField()
    of_all = models.PositiveIntegerField()
    at = models.DateTimeField()
    objects = scope.BrandManager["WorkloadHint"]()
    across_brands = models.Manager["WorkloadHint"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-week", "-answers"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "person", "week"], name="hinted_once"),
            models.CheckConstraint(
                condition=Q(answers__gte=1, answers__lte=F("of_all"), week__week_day=2),
                name="workload_hint",
            ),
        ]

    @property
    def percent(self) -> int:
        """Of 100 answers of the week, hers."""
        return round(100 * self.answers / self.of_all)
