"""Votes, and how many of them a person has at once."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class VoteBudget(models.Model):
    """How many votes a person has, and how many lie on open ideas. `used` is counted by ideas.sql."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    size = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    objects = scope.BrandManager["VoteBudget"]()
    across_brands = models.Manager["VoteBudget"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="one_vote_budget"),
            models.CheckConstraint(
                condition=Q(size__in=[2, 4, 6, 8, 10]), name="vote_budget_size"
            ),
        ]

    @property
    def left(self) -> int:
        """A budget that shrank may be overdrawn; nothing is taken away then."""
        return max(0, self.size - self.used)


class IdeaVote(models.Model):
    """Somebody wants this idea. Returned when the idea was closed: it still counts for the idea."""

    brand = scope.BrandKey()
    idea = models.ForeignKey("Idea", on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    # Where it lay before the ideas were put together; undone, it goes back.
    moved_from = models.ForeignKey(
        "Idea", null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["IdeaVote"]()
    across_brands = models.Manager["IdeaVote"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["idea", "voter"], name="one_vote_each")
        ]
        indexes = [
            models.Index(fields=["idea", "at"], name="votes_of_idea"),
            models.Index(fields=["voter", "-at"], name="votes_of_person"),
        ]
