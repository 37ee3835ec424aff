"""What a helper knows, and how well, by her own word."""

from django.db import models
from django.db.models import Q

from kundenkreis.brands.models import Level, Skill
from kundenkreis.core import scope
from kundenkreis.helpers.models.members import Helper


class HelperSkill(models.Model):
    """The helper knows this so well. Without a row she has not said that she knows it."""

    brand = scope.BrandKey()
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    said_at = models.DateTimeField()
    objects = scope.BrandManager["HelperSkill"]()
    across_brands = models.Manager["HelperSkill"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["helper", "skill"], name="knows_once"),
            models.CheckConstraint(
                condition=Q(level__gte=1) & Q(level__lte=3), name="known_level"
            ),
        ]
