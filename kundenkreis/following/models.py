"""Who follows which topic, and which member."""

from django.db import models
from django.db.models import F, Q

from kundenkreis.brands.models import Topic
from kundenkreis.core import scope
from kundenkreis.people.models import Person


class TopicFollow(models.Model):
    """Somebody wants to hear of new questions about a topic."""

    brand = scope.BrandKey()
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["TopicFollow"]()
    across_brands = models.Manager["TopicFollow"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="topic_followed_once")
        ]
        indexes = [models.Index(fields=["person", "-at"], name="topics_followed_by")]


class MemberFollow(models.Model):
    """Somebody wants to hear of new answers of a member."""

    brand = scope.BrandKey()
    member = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["MemberFollow"]()
    across_brands = models.Manager["MemberFollow"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "member", "person"], name="member_followed_once"
            ),
            models.CheckConstraint(
                condition=~Q(member=F("person")), name="nobody_follows_herself"
            ),
        ]
        indexes = [models.Index(fields=["person", "-at"], name="members_followed_by")]
