"""What a brand's managers set about articles."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope


class ArticleRules(models.Model):
    """One row a brand; without it the defaults hold."""

    brand = scope.BrandKey()
    # Nobody approves her own text: kept by the database (articles.sql).
    four_eyes = models.BooleanField(default=False)
    # So long a checked article is read; so long before its end the editors are told.
    review_days = models.PositiveSmallIntegerField(default=365)
    warn_days = models.PositiveSmallIntegerField(default=30)
    objects = scope.BrandManager["ArticleRules"]()
    across_brands = models.Manager["ArticleRules"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand"], name="article_rules_once"),
            models.CheckConstraint(
                condition=Q(review_days__gte=7, review_days__lte=1825)
                & Q(warn_days__gte=1, warn_days__lte=90),
                name="article_rules_days",
            ),
        ]
