"""Guides, their versions, steps and answers; and who walked them how far. The rest of the law: `guides.sql`."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import STAGES, Topic
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.people.models import Person


class GuideQuerySet(models.QuerySet["Guide"]):
    def readable(self) -> "GuideQuerySet":
        """Published and not withdrawn, with the version people walk."""
        shown = self.filter(published_version__isnull=False, withdrawn_at__isnull=True)
        return shown.select_related("published_version", "topic")


class Guide(models.Model):
    """A guided fix in one language. What it asks stands in its published version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    # Joins the translations of one guide.
    family = models.UUIDField(default=uuid.uuid4)
    language = models.CharField(max_length=2)
    slug = models.SlugField(max_length=80)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+")
    published_version = models.OneToOneField(
        "GuideVersion", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(GuideQuerySet)()
    across_brands = models.Manager["Guide"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "family", "language"], name="guide_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.published_version.title if self.published_version else self.slug

    @property
    def path(self) -> str:
        return f"/guides/{self.pk}/{self.slug}/"

    @property
    def editor(self) -> str:
        """Where the team writes it."""
        return f"/guide-editor/{self.pk}/"

    @property
    def subject(self) -> str:
        """What an attempt with this guide is about."""
        return f"guide:{self.pk}"


class GuideVersion(models.Model):
    """What a guide asks: a draft that the team changes, or published and never changed again."""

    brand = scope.BrandKey()
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=600, blank=True)
    drafted_at = models.DateTimeField()
    # Without an author it came with the demo or an import.
    drafted_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager["GuideVersion"]()
    across_brands = models.Manager["GuideVersion"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["guide", "number"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="guide_version_number"),
            models.UniqueConstraint(
                fields=["guide"], condition=Q(published_at__isnull=True), name="one_draft_a_guide"
            ),
        ]  # fmt: skip


class GuideStep(models.Model):
    """One page of a guide: a question, or an end. The first is number 1."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("a question with answers")
        SOLVED = "solved", _("the end: it should work now")
        ARTICLE = "article", _("the end: read an article")
        STAGE = "stage", _("the end: somebody helps")

    brand = scope.BrandKey()
    version = models.ForeignKey(
        GuideVersion, on_delete=models.CASCADE, related_name="steps"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.QUESTION)
    text = models.CharField(max_length=200)
    # How to look, or what to do. Markdown.
    body = models.TextField(blank=True)
    # The family of the article that an end leads to.
    article = models.UUIDField(null=True)
    # The form of help that an end leads to.
    stage = models.CharField(
        max_length=20, choices=[(stage, stage) for stage in STAGES], blank=True
    )
    changed_at = models.DateTimeField()
    objects = scope.BrandManager["GuideStep"]()
    across_brands = models.Manager["GuideStep"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="guide_step_number",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind="article", article__isnull=False)
                | (~Q(kind="article") & Q(article__isnull=True)),
                name="guide_step_article",
            ),
            models.CheckConstraint(
                condition=(Q(kind="stage") & ~Q(stage="")) | (~Q(kind="stage") & Q(stage="")),
                name="guide_step_stage",
            ),
        ]  # fmt: skip


class GuideAnswer(models.Model):
    """One answer to a question, and the step that follows."""

    brand = scope.BrandKey()
    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="+")
    step = models.ForeignKey(GuideStep, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=120)
    # A draft may not know yet.
    to = models.ForeignKey(
        GuideStep, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager["GuideAnswer"]()
    across_brands = models.Manager["GuideAnswer"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["step", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "number"], name="guide_answer_number",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]  # fmt: skip


class GuideWalk(models.Model):
    """Somebody walks a version of a guide: for a case, or without one; then nobody knows who."""

    class Outcome(models.TextChoices):
        UNDER_WAY = "", _("under way")
        SOLVED = "solved", _("helped")
        WENT_ON = "went_on", _("did not help")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")
    # Where she stands.
    step = models.ForeignKey(GuideStep, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=8, choices=Outcome.choices, default=Outcome.UNDER_WAY, blank=True
    )
    ended_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["GuideWalk"]()
    across_brands = models.Manager["GuideWalk"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True)
                | (~Q(outcome="") & Q(ended_at__isnull=False)),
                name="ended_walk_has_date",
            )
        ]
        indexes = [
            models.Index(fields=["version", "step", "outcome"], name="walks_by_step"),
            models.Index(fields=["case"], name="walks_of_case"),
        ]

    @property
    def path(self) -> str:
        return f"/walks/{self.pk}/"


class GuideTurn(models.Model):
    """One answer given on the way. Going back and answering otherwise takes the later ones away."""

    brand = scope.BrandKey()
    walk = models.ForeignKey(GuideWalk, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField()
    step = models.ForeignKey(GuideStep, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(GuideAnswer, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager["GuideTurn"]()
    across_brands = models.Manager["GuideTurn"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["walk", "number"]
        constraints = [
            models.UniqueConstraint(fields=["walk", "number"], name="guide_turn_number")
        ]
