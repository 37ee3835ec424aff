"""Postal codes, which no brand owns."""

from django.db import models


class PostalCode(models.Model):
    """A postal code with the middle of its area. GeoNames, CC BY 4.0; no brand owns geography."""

    country = models.CharField(max_length=2)
    code = models.CharField(max_length=10)
    place = models.CharField(max_length=120)
    region = models.CharField(max_length=40, blank=True)
    lat = models.FloatField()
    lng = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "code"], name="postal_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.place}"
