"""Whose knowledge an article holds, though somebody else wrote its words."""

from django.db import models

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge.models.articles import Article


class ArticleCredit(models.Model):
    """She is named with the article from its first publication on."""

    brand = scope.BrandKey()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="credited")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["ArticleCredit"]()
    across_brands = models.Manager["ArticleCredit"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="credited_once")
        ]
