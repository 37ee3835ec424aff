"""Earlier texts."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models.questions import Answer, Question


class TextRevision(models.Model):
    """What a question or an answer said before it was edited. Only grows."""

    brand = scope.BrandKey()
    question = models.ForeignKey(
        Question, null=True, on_delete=models.CASCADE, related_name="revisions"
    )
    answer = models.ForeignKey(
        Answer, null=True, on_delete=models.CASCADE, related_name="revisions"
    )
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["TextRevision"]()
    across_brands = models.Manager["TextRevision"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=True) ^ Q(answer__isnull=True),
                name="revision_of_one_text",
            )
        ]
