"""Which stages, in which order; and the topics that cases are about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.core.words import pick

STAGES = ("knowledge", "community", "experts", "marketplace", "desk")


class LadderStep(models.Model):
    """One stage on the brand's ladder. Which stages, and in which order, is data."""

    brand = scope.BrandKey()
    stage = models.CharField(max_length=20, choices=[(stage, stage) for stage in STAGES])
    position = models.PositiveSmallIntegerField()
    # What one try or visit of this stage costs the company, for the manager's sums; minor units.
    unit_cost = models.BigIntegerField(default=0)
    # Not offered from then on; what it cost stays for the measures.
    withdrawn_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["LadderStep"]()
    across_brands = models.Manager["LadderStep"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "stage"], name="one_step_per_stage"),
            models.CheckConstraint(
                condition=Q(unit_cost__gte=0), name="unit_cost_not_negative"
            ),
        ]


class Topic(models.Model):
    """What a case is about. Service is more than repair: kind and phase say which."""

    class Kind(models.TextChoices):
        TECHNICAL = "technical", _("technical")
        COMMERCIAL = "commercial", _("commercial")

    class Phase(models.TextChoices):
        BEFORE = "before", _("before a purchase")
        DURING = "during", _("during a purchase")
        AFTER = "after", _("after a purchase")

    brand = scope.BrandKey()
    slug = models.SlugField()
    words = models.JSONField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    phase = models.CharField(max_length=8, choices=Phase.choices)
    icon = models.CharField(max_length=40, default="help")
    # Words in a customer's sentence that speak for this topic, in all languages.
    signs = ArrayField(models.CharField(max_length=40), default=list)
    position = models.PositiveSmallIntegerField(default=0)
    objects = scope.BrandManager["Topic"]()
    across_brands = models.Manager["Topic"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position", "slug"]
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="topic_slug")]

    def __str__(self) -> str:
        return pick(self.words)


class TopicStep(models.Model):
    """The order of the stages for one topic, where it is another than the brand's; a stage left out is not offered."""

    brand = scope.BrandKey()
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="ladder")
    stage = models.CharField(max_length=20, choices=[(stage, stage) for stage in STAGES])
    position = models.PositiveSmallIntegerField()
    objects = scope.BrandManager["TopicStep"]()
    across_brands = models.Manager["TopicStep"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "stage"], name="topic_step_once"),
        ]
