"""Training units, their texts by language, and everybody's tries at their tests."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.people.models import Person

# Passed with so many of 100 answers right.
PASS_PERCENT = 80


class TrainingUnitQuerySet(models.QuerySet["TrainingUnit"]):
    def offered(self) -> "TrainingUnitQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def in_order(self) -> "TrainingUnitQuerySet":
        """General units first, then by service."""
        return self.order_by(
            F("package__position").asc(nulls_first=True), "package", "position", "pk"
        )

    def with_words(self) -> "TrainingUnitQuerySet":
        return self.select_related("package", "brand").prefetch_related("texts")


class TrainingUnit(models.Model):
    """A few minutes of reading and a test. Without a package it concerns everybody who visits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    package = models.ForeignKey(
        ServicePackage, null=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)
    # How long reading takes, in minutes.
    minutes = models.PositiveSmallIntegerField(default=5)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(TrainingUnitQuerySet)()
    across_brands = models.Manager["TrainingUnit"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=60), name="training_minutes"
            ),
        ]

    def __str__(self) -> str:
        return self.text.title

    @property
    def path(self) -> str:
        return f"/helper/training/{self.pk}/"

    @property
    def text(self) -> "TrainingText":
        """In the reader's language, else German, English, or whatever there is."""
        by_language: Mapping[str, TrainingText] = {
            text.language: text for text in self.texts.all()
        }
        for language in ((get_language() or "de")[:2], "de", "en"):
            if language in by_language:
                return by_language[language]
        return next(iter(by_language.values()))


class TrainingText(models.Model):
    """A unit in one language: what to read, and the test in the plain notation of `quiz.py`."""

    brand = scope.BrandKey()
    unit = models.ForeignKey(TrainingUnit, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=120)
    # Markdown.
    body = models.TextField()
    test = models.TextField()
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager["TrainingText"]()
    across_brands = models.Manager["TrainingText"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "language"], name="training_text_once"),
        ]


class TrainingAttemptQuerySet(models.QuerySet["TrainingAttempt"]):
    def passed(self) -> "TrainingAttemptQuerySet":
        return self.filter(passed_at__isnull=False)


class TrainingAttempt(models.Model):
    """One try at a unit's test. Passed once, passed for good."""

    brand = scope.BrandKey()
    unit = models.ForeignKey(TrainingUnit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    passed_at: "models.DateTimeField[datetime | None, datetime | None]" = (
        models.DateTimeField(null=True)
    )
    objects = scope.BrandManager.from_queryset(TrainingAttemptQuerySet)()
    across_brands = models.Manager["TrainingAttempt"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__gte=1) & Q(right__lte=F("asked")),
                name="training_answers",
            ),
            models.CheckConstraint(
                condition=Q(passed_at__isnull=True)
                | Q(right__gte=F("asked") * PASS_PERCENT / 100.0),
                name="training_passed_by_right",
            ),
            models.UniqueConstraint(
                fields=["unit", "person"],
                condition=Q(passed_at__isnull=False),
                name="training_passed_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "unit"], name="training_of_person")]

    @property
    def is_enough(self) -> bool:
        """Whether so many right answers pass the test, then or before."""
        return 100 * self.right >= PASS_PERCENT * self.asked
