"""Who went through which door, for a day."""

from datetime import timedelta

from django.db import models

from kundenkreis.core import scope


class Passing(models.Model):
    """Once through a door. `who`: a person's id hashed, or the fingerprint of a network."""

    KEPT = timedelta(days=1)

    brand = scope.BrandKey()
    door = models.CharField(max_length=20)
    who = models.CharField(max_length=32)
    at = models.DateTimeField()
    objects = scope.BrandManager["Passing"]()
    across_brands = models.Manager["Passing"]()

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["brand", "door", "who", "-at"], name="passings_of_one"),
            models.Index(fields=["brand", "at"], name="passings_oldest"),
        ]
