"""Who is writing an answer at the moment."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models.questions import Question, public_name


class Claim(models.Model):
    """One member says that she writes the answer: for ten minutes nobody else need begin.

    One a question; it passes on only when its time is over, which the database decides.
    """

    LASTS = timedelta(minutes=10)

    brand = scope.BrandKey()
    question = models.OneToOneField(
        Question, on_delete=models.CASCADE, related_name="claim"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    objects = scope.BrandManager["Claim"]()
    across_brands = models.Manager["Claim"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("at"))
                & Q(until__lte=F("at") + timedelta(minutes=10)),
                name="claim_ten_minutes",
            )
        ]

    @property
    def name(self) -> str:
        return public_name(self.person)


class CommunityRules(models.Model):
    """What the brand's managers set for its community. Without a row the defaults below hold."""

    brand = scope.BrandKey()
    # So many hours after a question only customers answer; then the team may.
    hold_hours = models.PositiveSmallIntegerField(default=24)
    # Since when the first question of a person is read by a mentor before it is public; None: never.
    shelter_since = models.DateTimeField(null=True)
    objects = scope.BrandManager["CommunityRules"]()
    across_brands = models.Manager["CommunityRules"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand"], name="community_rules_once"),
            models.CheckConstraint(condition=Q(hold_hours__lte=168), name="hold_a_week"),
        ]
