"""Outcomes, abilities given and ended with their reasons, and what a brand asks for them."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class MemberOutcomeQuerySet(models.QuerySet["MemberOutcome"]):
    def known(self, at: datetime) -> "MemberOutcomeQuerySet":
        """What is settled by now; `at` of a row may lie ahead: until then it can still turn out badly."""
        return self.filter(good__isnull=False, at__lte=at)


class MemberOutcome(models.Model):
    """What came of one thing that somebody did: good, bad, or not known yet. Reported by the room that owns it."""

    class Kind(models.TextChoices):
        SOLVED = "solved", _("Answers that solved a question")
        MARKED = "marked", _("Solutions you pointed out, confirmed by the asker")
        MENTORED = "mentored", _("First questions you read, solved afterwards")
        JOINED = "joined", _("Questions you joined, and that stayed joined")
        SORTED = "sorted", _("Topics you set, and that stayed")
        WRITTEN = "written", _("Texts of yours that were published")
        REVIEWED = "reviewed", _("Texts you approved, and that stayed")
        REPORTED = "reported", _("Reports our team agreed with")

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # `answer:<uuid>` and the like: where it stands.
    subject = models.CharField(max_length=80)
    good = models.BooleanField(null=True)
    at = models.DateTimeField()
    # With whom, such as who asked: praise by the same person counts less and less.
    other = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=200, blank=True)
    objects = scope.BrandManager.from_queryset(MemberOutcomeQuerySet)()
    across_brands = models.Manager["MemberOutcome"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "kind", "subject", "person"], name="member_outcome_once"
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("person")),
                name="member_outcome_with_another",
            ),
        ]
        indexes = [models.Index(fields=["person", "-at"], name="member_outcomes_of_person")]


class AbilityRule(models.Model):
    """What a brand asks for one ability; without a row `table.ABILITIES` holds."""

    brand = scope.BrandKey()
    slug = models.CharField(max_length=12)
    least = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField()
    keep = models.PositiveSmallIntegerField()
    objects = scope.BrandManager["AbilityRule"]()
    across_brands = models.Manager["AbilityRule"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "slug"], name="ability_rule_once"),
            models.CheckConstraint(
                condition=Q(
                    least__gte=1, share__lte=100, keep__gte=1, keep__lte=F("share")
                ),
                name="ability_rule_order",
            ),
        ]


class AbilityGrantQuerySet(models.QuerySet["AbilityGrant"]):
    def current(self) -> "AbilityGrantQuerySet":
        return self.filter(ended_at__isnull=True)

    def contested(self) -> "AbilityGrantQuerySet":
        """Somebody objects, and nobody has decided yet; the longest waiting first."""
        waiting = self.filter(objected_at__isnull=False, decided_at__isnull=True)
        return waiting.order_by("objected_at", "pk")


class AbilityGrant(models.Model):
    """One ability of one person, from when it was given until it ended, each with its reason and evidence."""

    # So long after the end she may object (as for texts: six months at least).
    TIME_TO_OBJECT = timedelta(days=190)

    class Given(models.TextChoices):
        EARNED = "earned", _("earned by outcomes")
        NAMED = "named", _("named an expert by the brand")
        PERSON = "person", _("given by our team")
        RESTORED = "restored", _("given back after an objection")

    class Ended(models.TextChoices):
        SHARE = "share", _("too many outcomes were not good")
        FADED = "faded", _("the outcomes are too long ago")
        PERSON = "person", _("withdrawn by our team")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    ability = models.CharField(max_length=12)
    given_at = models.DateTimeField()
    given_why = models.CharField(max_length=10, choices=Given.choices)
    # None: the rule did it.
    given_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # A person's words; the rule's are made when shown.
    given_words = models.CharField(max_length=500, blank=True)
    # Numbers the rule saw and ids of outcomes: {"counted", "least", "percent", "share", "outcomes"}.
    evidence = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    ended_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_words = models.CharField(max_length=500, blank=True)
    end_evidence = models.JSONField(default=dict)
    # Its member objects; somebody else than who ended it decides, in words.
    objected_at = models.DateTimeField(null=True)
    objection = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    restored = models.BooleanField(default=False)
    objects = scope.BrandManager.from_queryset(AbilityGrantQuerySet)()
    across_brands = models.Manager["AbilityGrant"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "person", "ability"],
                condition=Q(ended_at__isnull=True),
                name="ability_held_once",
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=False, given_why__in=["person", "restored"])
                & ~Q(given_words="")
                | Q(given_by__isnull=True, given_why__in=["earned", "named"]),
                name="ability_given_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="", ended_by__isnull=True)
                | Q(
                    ended_at__isnull=False,
                    ended_why__in=["share", "faded"],
                    ended_by__isnull=True,
                )
                | Q(ended_at__isnull=False, ended_why="person", ended_by__isnull=False)
                & ~Q(ended_words=""),
                name="ability_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(objected_at__isnull=True, objection="")
                | Q(objected_at__isnull=False, ended_at__isnull=False) & ~Q(objection=""),
                name="ability_objection",
            ),
            models.CheckConstraint(
                condition=Q(
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    answer="",
                    restored=False,
                )
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    objected_at__isnull=False,
                )
                & ~Q(answer="")
                & (Q(ended_by__isnull=True) | ~Q(decided_by=F("ended_by"))),
                name="ability_objection_decided_by_another",
            ),
        ]
        indexes = [models.Index(fields=["person", "-given_at"], name="abilities_of_person")]

    @property
    def is_held(self) -> bool:
        return self.ended_at is None

    def may_object(self, at: datetime) -> bool:
        """It ended, nobody has objected yet, and there is still time."""
        gone = self.ended_at
        return (
            gone is not None and not self.objected_at and at <= gone + self.TIME_TO_OBJECT
        )
