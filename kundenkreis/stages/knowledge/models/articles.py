"""Articles: one row a language; what one says stands in its revisions."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Topic
from kundenkreis.core import scope
from kundenkreis.people.models import Person


class ArticleQuerySet(models.QuerySet["Article"]):
    def readable(self) -> "ArticleQuerySet":
        """With a published revision, which is what people read."""
        return self.filter(published_revision__state="published").select_related(
            "published_revision", "topic"
        )

    def about(self, topic: Topic | None) -> "ArticleQuerySet":
        return self.filter(topic=topic) if topic else self

    def written_in(self, language: str) -> "ArticleQuerySet":
        return self.filter(language=language)

    def most_helpful_first(self) -> "ArticleQuerySet":
        return self.order_by("-helpfulness", "published_revision__title", "pk")

    def worst_first(self) -> "ArticleQuerySet":
        """Those that even at best help few; who was never judged comes last."""
        return self.order_by("at_best", "-tried", "pk")


class Article(models.Model):
    """A piece of help in one language. What it says stands in its published revision."""

    class Kind(models.TextChoices):
        HELP = "help", _("help")
        # A page that only leads to others: read and listed, never proposed as the solution.
        OVERVIEW = "overview", _("overview")
        # What a member tells of her own: found and read, with her page; no instructions.
        BLOG = "blog", _("blog")

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
    # What people read, or read last: whether they still do, its state says.
    published_revision = models.OneToOneField(
        "ArticleRevision", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    created_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    # From then on nobody reads it any more, unless somebody checked it before.
    review_due = models.DateTimeField(null=True)
    # When the editors were told that it is due.
    warned_at = models.DateTimeField(null=True)
    # Retired by a person. Its address then leads to the successor, if there is one.
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    successor = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Derived from votes and attempts by `actions.recount`: how often it was tried and helped, and
    # the lower and the upper bound by which articles are ordered.
    helped = models.PositiveIntegerField(default=0)
    tried = models.PositiveIntegerField(default=0)
    helpfulness = models.FloatField(default=0)
    at_best = models.FloatField(default=1)
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
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="successor_is_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "language", "topic", "-helpfulness"],
                name="articles_by_topic",
            ),
            models.Index(fields=["brand", "source_key"], name="articles_by_source"),
            models.Index(fields=["brand", "review_due"], name="articles_by_review"),
            models.Index(fields=["brand", "at_best"], name="articles_worst_first"),
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
