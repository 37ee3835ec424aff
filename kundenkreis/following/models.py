"""Who follows which topic, and which member."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

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


class DigestChoice(models.Model):
    """Somebody wants one mail with what is new, every day or every week."""

    class Every(models.TextChoices):
        DAY = "daily", _("every day")
        WEEK = "weekly", _("every week")

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    every = models.CharField(max_length=6, choices=Every.choices)
    chosen_at = models.DateTimeField()
    # Up to when she has read what is new.
    told_until = models.DateTimeField()
    objects = scope.BrandManager["DigestChoice"]()
    across_brands = models.Manager["DigestChoice"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="digest_chosen_once"),
            models.CheckConstraint(
                condition=Q(every__in=["daily", "weekly"]), name="digest_every"
            ),
        ]
        indexes = [models.Index(fields=["brand", "told_until"], name="digests_due")]


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
