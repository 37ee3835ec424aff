"""Where imported articles stood before."""

from django.db import models

from kundenkreis.core import scope
from kundenkreis.stages.knowledge.models.articles import Article


class OldAddress(models.Model):
    """A path of a help centre of before; it leads to the article now. Written as `addresses.normal` says."""

    brand = scope.BrandKey()
    path = models.CharField(max_length=400)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    objects = scope.BrandManager["OldAddress"]()
    across_brands = models.Manager["OldAddress"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "path"], name="old_address_once"),
            models.CheckConstraint(
                condition=~models.Q(path=""), name="old_address_not_front"
            ),
        ]
