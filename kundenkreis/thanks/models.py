"""Words that people of the team wrote, and whom they reached."""

from datetime import timedelta

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class ThanksText(models.Model):
    """Words that somebody of the team wrote, for whoever chance chooses."""

    brand = scope.BrandKey()
    language = models.CharField(max_length=2)
    words = models.CharField(max_length=600)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["ThanksText"]()
    across_brands = models.Manager["ThanksText"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="thanks_say_something")
        ]


class Thanks(models.Model):
    """One thank-you. `spared`: until then there is no second one (thanks.sql: `thanked_rarely`)."""

    WEEKS = timedelta(weeks=8)

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Who wrote the words: always a person.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=600)
    # For what: the title of a question or text.
    why = models.CharField(max_length=120)
    path = models.CharField(max_length=200, blank=True)
    # By chance, not by hand.
    by_chance = models.BooleanField()
    at = models.DateTimeField()
    spared = DateTimeRangeField()
    objects = scope.BrandManager["Thanks"]()
    across_brands = models.Manager["Thanks"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=models.F("by")), name="thanks_by_another"
            ),
        ]
