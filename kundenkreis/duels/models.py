"""Which of two ideas matters more to somebody."""

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.ideas.models import Idea
from kundenkreis.people.models import Person


class Duel(models.Model):
    """One person's word about one pair; `one` is the smaller id. Winner empty: she cannot say."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    # One of the two, and both are there.
    winner = models.ForeignKey(
        Idea, null=True, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    at = models.DateTimeField()
    objects = scope.BrandManager["Duel"]()
    across_brands = models.Manager["Duel"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "one", "other"], name="one_duel_a_pair"
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="duel_of_two"),
            models.CheckConstraint(
                condition=Q(winner__isnull=True)
                | Q(winner=F("one"))
                | Q(winner=F("other")),
                name="duel_won_by_one",
            ),
        ]
        indexes = [models.Index(fields=["brand", "-at"], name="duels_newest")]
