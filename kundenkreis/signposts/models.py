"""Where short links lead."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person

# One place of a link that fits everything.
ANY = ""


class Signpost(models.Model):
    """From product, fault or topic, version and language to a guide, an article or a search.

    Empty fits everything; a version may end in `*`.
    """

    brand = scope.BrandKey()
    product = models.SlugField(max_length=60, blank=True)
    topic = models.SlugField(max_length=80, blank=True)
    version = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, blank=True)
    # Families: the reader gets her language where it is there.
    guide = models.UUIDField(null=True)
    article = models.UUIDField(null=True)
    words = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # How often it was followed; by whom is not kept.
    followed = models.PositiveIntegerField(default=0)
    objects = scope.BrandManager["Signpost"]()
    across_brands = models.Manager["Signpost"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["product", "topic", "version", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "product", "topic", "version", "language"], name="signpost_once"
            ),
            models.CheckConstraint(
                condition=Q(guide__isnull=False, article__isnull=True, words="")
                | Q(guide__isnull=True, article__isnull=False, words="")
                | (Q(guide__isnull=True, article__isnull=True) & ~Q(words="")),
                name="signpost_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(product="") | ~Q(topic=""), name="signpost_says_something"
            ),
        ]  # fmt: skip

    @property
    def link(self) -> str:
        """The short path that leads here; where a place fits everything, an example of it."""
        if self.product and not self.topic and not self.version:
            parts = [self.product]
        else:
            parts = [self.product or "x", self.topic or "x"]
        if self.version:
            parts.insert(1, self.version.replace("*", "0"))
        language = f"?language={self.language}" if self.language else ""
        return "/g/" + "/".join(parts) + "/" + language

    @property
    def path(self) -> str:
        return f"/signposts/{self.pk}/"
