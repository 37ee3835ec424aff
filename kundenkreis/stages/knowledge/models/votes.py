"""What readers said of an article."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge.models.articles import Article


class HelpfulnessVote(models.Model):
    """A reader outside any case says whether the article helped. One voice each; the last word counts."""

    brand = scope.BrandKey()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="+"
    )
    # Fingerprint of an anonymous reader's session.
    reader = models.CharField(max_length=64, blank=True)
    helpful = models.BooleanField()
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    objects = scope.BrandManager["HelpfulnessVote"]()
    across_brands = models.Manager["HelpfulnessVote"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, reader="")
                | (Q(person__isnull=True) & ~Q(reader="")),
                name="voter_is_person_or_reader",
            ),
            models.UniqueConstraint(
                fields=["article", "person"], name="one_vote_per_person"
            ),
            models.UniqueConstraint(
                fields=["article", "reader"],
                condition=~Q(reader=""),
                name="one_vote_per_reader",
            ),
        ]
