"""Texts that were not sent yet."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class Draft(models.Model):
    """What one person has typed at one place. Gone once it is sent, emptied, or a month old."""

    MOST = 20_000

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Where she writes, by the room that shows the form: `question:<id>`.
    place = models.CharField(max_length=120)
    # The page with that form, and what it is about.
    path = models.CharField(max_length=300)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    objects = scope.BrandManager["Draft"]()
    across_brands = models.Manager["Draft"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "person", "place"], name="draft_once_a_place"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="draft_says_something"),
        ]
        indexes = [models.Index(fields=["brand", "at"], name="drafts_by_age")]
