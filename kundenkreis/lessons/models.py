"""Which article came from which case or question."""

from django.db import models
from django.db.models import Q

from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.knowledge.models import Article


class Lesson(models.Model):
    """One article, and what it was learned from: each case and question is told once."""

    brand = scope.BrandKey()
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="+")
    case = models.OneToOneField(
        Case, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    question = models.OneToOneField(
        Question, null=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    # When people began to read it, and whose answer it was heard of it.
    thanked_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Lesson"]()
    across_brands = models.Manager["Lesson"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(thanked_at__isnull=True) | Q(thanked_at__gte=models.F("at")),
                name="lesson_thanked_after",
            )
        ]
