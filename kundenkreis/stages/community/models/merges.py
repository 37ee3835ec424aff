"""What moved to another question when two were joined, so that it can go back."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models.questions import (
    Answer,
    Follow,
    Question,
    SameHere,
)


class Moved(models.Model):
    """One answer, follower or «me too» that stood at `source` before. Gone once it is back."""

    brand = scope.BrandKey()
    source = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="moved")
    answer = models.ForeignKey(
        Answer, null=True, on_delete=models.CASCADE, related_name="+"
    )
    follow = models.ForeignKey(
        Follow, null=True, on_delete=models.CASCADE, related_name="+"
    )
    same_here = models.ForeignKey(
        SameHere, null=True, on_delete=models.CASCADE, related_name="+"
    )
    # The answer was the source's solution: by whom, when, and since when by her asker's word.
    solved_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    solved_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Moved"]()
    across_brands = models.Manager["Moved"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    answer__isnull=False, follow__isnull=True, same_here__isnull=True
                )
                | Q(answer__isnull=True, follow__isnull=False, same_here__isnull=True)
                | Q(answer__isnull=True, follow__isnull=True, same_here__isnull=False),
                name="moved_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(solved_at__isnull=True, solved_by__isnull=True)
                | Q(solved_at__isnull=False, solved_by__isnull=False, answer__isnull=False),
                name="moved_solution",
            ),
        ]
