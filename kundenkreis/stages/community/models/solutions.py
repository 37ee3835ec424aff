"""How a question is solved: by whose word, and how often its asker was reminded to say so."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models.questions import Answer, Question


class Solution(models.Model):
    """The answer that helped, by the asker's word. One a question, of that question (community.sql).

    A member of rank may say it first: then it stands until the asker confirms it or takes it back.
    """

    brand = scope.BrandKey()
    question = models.OneToOneField(
        Question, on_delete=models.CASCADE, related_name="solution"
    )
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="accepted")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # When the asker, or staff on her word, said so; None: somebody of rank said it for her.
    confirmed_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Solution"]()
    across_brands = models.Manager["Solution"]()

    class Meta:
        base_manager_name = "objects"


class SolutionReminder(models.Model):
    """The asker was asked again whether an answer helped: after 3, 7 and 30 days."""

    DAYS = (3, 7, 30)

    brand = scope.BrandKey()
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="reminders"
    )
    # Which of the three.
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    objects = scope.BrandManager["SolutionReminder"]()
    across_brands = models.Manager["SolutionReminder"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="solution_reminded_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=3), name="three_reminders"
            ),
        ]
