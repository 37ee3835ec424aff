"""Cases with their evidence, who stands in them, and when was looked."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class CollusionCaseQuerySet(models.QuerySet["CollusionCase"]):
    def open(self) -> "CollusionCaseQuerySet":
        """What waits for a person, the longest first."""
        return self.filter(decided_at__isnull=True).order_by("found_at", "pk")

    def decided(self) -> "CollusionCaseQuerySet":
        return self.filter(decided_at__isnull=False).order_by("-decided_at", "pk")


class CollusionCase(models.Model):
    """Our rules ask a person: is there more behind this than chance? Only a moderator's word does anything."""

    # Decided ones go after a year; nobody is reminded of old suspicions.
    KEPT = timedelta(days=365)

    class Rule(models.TextChoices):
        BLOCK = "block", gettext_lazy("a group among themselves")
        ISLAND = "island", gettext_lazy("a group nobody else thanks")
        PAIR = "pair", gettext_lazy("one person mostly for another")
        BURST = "burst", gettext_lazy("very many on one day")

    class Outcome(models.TextChoices):
        DISMISSED = "dismissed", gettext_lazy("nothing was arranged")
        WARNED = "warned", gettext_lazy("warned")
        SUSPENDED = "suspended", gettext_lazy("no thanks and votes for a while")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    rule = models.CharField(max_length=10, choices=Rule.choices)
    # Of the evidence (`Finding.signature`): the same is never asked about twice.
    signature = models.CharField(max_length=64)
    # Numbers, counts by kind, a few subjects: `words` makes sentences of them.
    evidence = models.JSONField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(CollusionCaseQuerySet)()
    across_brands = models.Manager["CollusionCase"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "signature"], name="collusion_evidence_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", reason="", decided_by=None, decided_at=None)
                | ~Q(outcome="")
                & ~Q(reason="")
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="collusion_decided_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "found_at"],
                condition=Q(decided_at__isnull=True),
                name="collusion_open",
            )
        ]

    @property
    def target(self) -> str:
        """How statements of reasons name it."""
        return f"collusion:{self.pk}"

    @property
    def path(self) -> str:
        return f"/moderation/collusion/{self.pk}/"


class CollusionMember(models.Model):
    """Somebody whose favours stand in a case: how many she gave and received in it."""

    brand = scope.BrandKey()
    case = models.ForeignKey(
        CollusionCase, on_delete=models.CASCADE, related_name="members"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gave = models.PositiveIntegerField()
    received = models.PositiveIntegerField()
    objects = scope.BrandManager["CollusionMember"]()
    across_brands = models.Manager["CollusionMember"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-gave", "-received", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], name="collusion_member_once"
            ),
            models.CheckConstraint(
                condition=Q(gave__gt=0) | Q(received__gt=0), name="collusion_member_why"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="collusion_of_person")]


class CollusionLook(models.Model):
    """One night's look: over how many favours, and how many cases it opened."""

    brand = scope.BrandKey()
    at = models.DateTimeField()
    favours = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    objects = scope.BrandManager["CollusionLook"]()
    across_brands = models.Manager["CollusionLook"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "at"], name="collusion_look_once")
        ]
