"""Which people the demo lets one be."""

from django.db import models

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class DemoPerson(models.Model):
    """A button on the sign-in page. Without such a row nobody can be entered this way."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # An English sentence that the catalogues translate.
    hint = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    objects = scope.BrandManager["DemoPerson"]()
    across_brands = models.Manager["DemoPerson"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="demo_person_once")
        ]
