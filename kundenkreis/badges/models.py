"""Badges of members."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class BadgeQuerySet(models.QuerySet["Badge"]):
    def public(self) -> "BadgeQuerySet":
        """What others see."""
        return self.filter(hidden_at__isnull=True)


class Badge(models.Model):
    """What one deed came to. `people` and `days` are of that deed alone; sentences are made when shown (words.py)."""

    class Kind(models.TextChoices):
        FIRST = "first", _("First solution")
        MANY = "many", _("Helped many")
        WAITED = "waited", _("Solved what had waited long")
        TEXT = "text", _("Wrote what everybody reads")

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # `answer:<uuid>` and the like: the deed.
    subject = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    path = models.CharField(max_length=200)
    people = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)
    # When it was done, and when the badge was given for what came of it.
    done_at = models.DateTimeField()
    given_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(BadgeQuerySet)()
    across_brands = models.Manager["Badge"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "person", "kind", "subject"], name="badge_once"
            ),
            models.UniqueConstraint(
                fields=["brand", "person"],
                condition=Q(kind="first"),
                name="one_first_badge",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(path=""), name="badge_says_why"
            ),
        ]
        indexes = [models.Index(fields=["person", "-given_at"], name="badges_of_person")]
