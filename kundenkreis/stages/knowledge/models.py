"""Articles, their revisions, and what readers said of them."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Topic
from kundenkreis.core import scope
from kundenkreis.people.models import Person


class ArticleQuerySet(models.QuerySet["Article"]):
    def readable(self) -> "ArticleQuerySet":
        """Published and not withdrawn, with the revision people read."""
        return self.filter(
            published_revision__isnull=False, withdrawn_at__isnull=True
        ).select_related("published_revision", "topic")

    def about(self, topic: Topic | None) -> "ArticleQuerySet":
        return self.filter(topic=topic) if topic else self

    def written_in(self, language: str) -> "ArticleQuerySet":
        return self.filter(language=language)

    def most_helpful_first(self) -> "ArticleQuerySet":
        return self.order_by("-helpfulness", "published_revision__title", "pk")


class Article(models.Model):
    """A piece of help in one language. What it says stands in its published revision."""

    class Kind(models.TextChoices):
        HELP = "help", _("help")
        # A page that only leads to others: read and listed, never proposed as the solution.
        OVERVIEW = "overview", _("overview")

    REVIEWED_EVERY = timedelta(days=365)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    # Joins the translations of one article.
    family = models.UUIDField(default=uuid.uuid4)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.HELP)
    slug = models.SlugField(max_length=80)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+")
    # Where imported text comes from: a path inside its collection, and its id there.
    source = models.CharField(max_length=200, blank=True)
    source_key = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    licence_url = models.URLField(blank=True)
    # Who wrote and translated it, as its licence asks us to say.
    credits = models.TextField(blank=True)
    published_revision = models.OneToOneField(
        "ArticleRevision", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    created_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    review_due = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Derived from votes and attempts by `actions.recount`: how often it was tried and helped, and
    # the lower bound by which articles are ordered.
    helped = models.PositiveIntegerField(default=0)
    tried = models.PositiveIntegerField(default=0)
    helpfulness = models.FloatField(default=0)
    objects = scope.BrandManager.from_queryset(ArticleQuerySet)()
    across_brands = models.Manager["Article"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "family", "language"], name="one_translation_per_language"
            ),
            models.UniqueConstraint(
                fields=["brand", "source", "language"],
                condition=~Q(source=""),
                name="imported_once",
            ),
            models.CheckConstraint(
                condition=Q(helped__lte=F("tried")), name="helped_of_tried"
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "language", "topic", "-helpfulness"],
                name="articles_by_topic",
            ),
            models.Index(fields=["brand", "source_key"], name="articles_by_source"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.published_revision.title if self.published_revision else self.slug

    @property
    def path(self) -> str:
        return f"/articles/{self.pk}/{self.slug}/"

    @property
    def subject(self) -> str:
        """What an attempt with this article is about."""
        return f"article:{self.pk}"

    def is_due(self, at: datetime) -> bool:
        """Whether someone should check it again."""
        return self.review_due is not None and self.review_due <= at


class ArticleRevision(models.Model):
    """What an article says, or said: drafted by someone, published by someone, never changed."""

    brand = scope.BrandKey()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=600, blank=True)
    # Markdown.
    body = models.TextField()
    drafted_at = models.DateTimeField()
    # Without an author it came from an import.
    drafted_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager["ArticleRevision"]()
    across_brands = models.Manager["ArticleRevision"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(published_at__gte=F("drafted_at")),
                name="drafted_before_published",
            ),
        ]


class HelpfulnessVote(models.Model):
    """A reader outside any case says whether the article helped. One voice each; the last word counts."""

    brand = scope.BrandKey()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="+"
    )
    # Fingerprint of an anonymous reader's session.
    reader = models.CharField(max_length=64, blank=True)
    helpful = models.BooleanField()
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    objects = scope.BrandManager["HelpfulnessVote"]()
    across_brands = models.Manager["HelpfulnessVote"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, reader="")
                | (Q(person__isnull=True) & ~Q(reader="")),
                name="voter_is_person_or_reader",
            ),
            models.UniqueConstraint(
                fields=["article", "person"], name="one_vote_per_person"
            ),
            models.UniqueConstraint(
                fields=["article", "reader"],
                condition=~Q(reader=""),
                name="one_vote_per_reader",
            ),
        ]
