"""Contests, entries, tokens for the weakest, jurors and what they think."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from kundenkreis.core import scope
from kundenkreis.moderation.models import Hideable
from kundenkreis.people.models import Person
from kundenkreis.people.names import public_name


class Phase(models.TextChoices):
    """Where a contest is; follows from its dates."""

    ANNOUNCED = "announced", gettext_lazy("announced")
    SUBMIT = "submit", gettext_lazy("ideas are welcome")
    FILTER = "filter", gettext_lazy("members sort out")
    JURY = "jury", gettext_lazy("the jury judges")
    DECIDING = "deciding", gettext_lazy("the result is coming")
    RESULT = "result", gettext_lazy("decided")


class IdeaContest(models.Model):
    """A question with rules, a prize and fixed days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    title = models.CharField(max_length=120)
    body = models.TextField()
    rules = models.TextField()
    prize = models.CharField(max_length=300)
    # By what the jury judges, in the brand's words; each is marked from 1 to 5.
    criteria = ArrayField(models.CharField(max_length=60))
    # How many of the weakest each member may mark (Bag of Lemons, quality-algorithms.md 3-10).
    tokens = models.PositiveSmallIntegerField(default=3)
    submit_from = models.DateTimeField()
    submit_until = models.DateTimeField()
    filter_until = models.DateTimeField()
    jury_until = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    jury_told_at = models.DateTimeField(null=True)
    result_at = models.DateTimeField(null=True)
    result_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    result_text = models.TextField(blank=True)
    objects = scope.BrandManager["IdeaContest"]()
    across_brands = models.Manager["IdeaContest"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-submit_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(submit_from__lt=F("submit_until"))
                & Q(submit_until__lt=F("filter_until"))
                & Q(filter_until__lt=F("jury_until")),
                name="contest_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(tokens__gte=1, tokens__lte=10), name="contest_tokens"
            ),
            models.CheckConstraint(
                condition=Q(result_at__isnull=True, result_by__isnull=True, result_text="")
                | Q(
                    result_at__isnull=False,
                    result_by__isnull=False,
                    result_at__gte=F("jury_until"),
                )
                & ~Q(result_text=""),
                name="contest_result_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        return f"/contests/{self.pk}/"

    def phase(self, at: datetime) -> str:
        """Where it is at this moment."""
        if self.result_at:
            return Phase.RESULT
        ends = (
            (self.submit_from, Phase.ANNOUNCED),
            (self.submit_until, Phase.SUBMIT),
            (self.filter_until, Phase.FILTER),
            (self.jury_until, Phase.JURY),
        )
        return next((phase for end, phase in ends if at < end), Phase.DECIDING)


class ContestEntryQuerySet(models.QuerySet["ContestEntry"]):
    def standing(self) -> "ContestEntryQuerySet":
        """Neither taken back by the author nor hidden."""
        return self.filter(withdrawn_at__isnull=True, hidden_at__isnull=True)


class ContestEntry(Hideable):
    """One member's answer. Written within its days, used with her consent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    contest = models.ForeignKey(
        IdeaContest, on_delete=models.PROTECT, related_name="entries"
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    # It went on to the jury, when that began.
    listed_at = models.DateTimeField(null=True)
    # Its place in the result; null: not judged, or sorted out before.
    place = models.PositiveSmallIntegerField(null=True)
    objects = scope.BrandManager.from_queryset(ContestEntryQuerySet)()
    across_brands = models.Manager["ContestEntry"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        constraints = [
            *Hideable.Meta.constraints,
            models.UniqueConstraint(fields=["contest", "place"], name="contest_place_once"),
        ]
        indexes = [
            models.Index(fields=["contest", "at"], name="entries_of_contest"),
            models.Index(fields=["author", "-at"], name="entries_of_author"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        return f"/contest-entries/{self.pk}/"

    @property
    def author_name(self) -> str:
        return public_name(self.author)

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None and self.hidden_at is None


class Lemon(models.Model):
    """One of a member's tokens, on an entry that she thinks is among the weakest. `number`: 1 … tokens."""

    brand = scope.BrandKey()
    contest = models.ForeignKey(
        IdeaContest, on_delete=models.CASCADE, related_name="lemons"
    )
    entry = models.ForeignKey(ContestEntry, on_delete=models.CASCADE, related_name="lemons")
    giver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    objects = scope.BrandManager["Lemon"]()
    across_brands = models.Manager["Lemon"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["entry", "giver"], name="one_lemon_an_entry"),
            models.UniqueConstraint(
                fields=["contest", "giver", "number"], name="each_lemon_once"
            ),
        ]


class Juror(models.Model):
    """Somebody named to judge; `shown_as` is what everyone reads."""

    brand = scope.BrandKey()
    contest = models.ForeignKey(
        IdeaContest, on_delete=models.CASCADE, related_name="jurors"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    shown_as = models.CharField(max_length=120)
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["Juror"]()
    across_brands = models.Manager["Juror"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "person"], name="juror_named_once")
        ]


class JuryVerdict(models.Model):
    """What one juror thinks of one entry: a mark from 1 to 5 for each criterion, and why."""

    brand = scope.BrandKey()
    entry = models.ForeignKey(
        ContestEntry, on_delete=models.CASCADE, related_name="verdicts"
    )
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="verdicts")
    marks = ArrayField(models.PositiveSmallIntegerField())
    reason = models.TextField()
    at = models.DateTimeField()
    objects = scope.BrandManager["JuryVerdict"]()
    across_brands = models.Manager["JuryVerdict"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "juror"], name="one_verdict_each"),
            models.CheckConstraint(condition=~Q(reason=""), name="verdict_with_reason"),
        ]
