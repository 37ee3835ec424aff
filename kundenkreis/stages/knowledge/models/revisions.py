"""What an article says, said, or may say: revisions, and the steps by which one gets to its readers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge.models.articles import Article
from kundenkreis.stages.knowledge.variants import Part, parts


class RevisionQuerySet(models.QuerySet["ArticleRevision"]):
    def in_review(self) -> "RevisionQuerySet":
        """Somebody should read them."""
        return self.filter(state=ArticleRevision.State.IN_REVIEW)

    def with_names(self) -> "RevisionQuerySet":
        return self.select_related("drafted_by", "article")


class ArticleRevision(models.Model):
    """One text of an article: its words never change. Its state is what its steps say (articles.sql)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        EXPIRED = "expired", _("expired")

    brand = scope.BrandKey()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=600, blank=True)
    # Markdown.
    body = models.TextField()
    # The text it was written on.
    base = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    # A translation: the text of the original that it says in another language.
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    # The number of its last step.
    seq = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField()
    # Without an author it came from an import.
    drafted_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(RevisionQuerySet)()
    across_brands = models.Manager["ArticleRevision"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state="published"),
                name="one_published_revision",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(published_at__gte=F("drafted_at")),
                name="drafted_before_published",
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "drafted_at"],
                condition=Q(state="in_review"),
                name="revisions_in_review",
            ),
        ]

    @property
    def is_outdated(self) -> bool:
        """A translation of a text that its original no longer has."""
        return (
            self.follows is not None
            and self.follows.article.published_revision_id != self.follows_id
        )

    @property
    def parts(self) -> list[Part]:
        """Its words, piece by piece: for everyone, or for some products only."""
        return parts(self.body)

    @property
    def own_path(self) -> str:
        """Where its author reads it."""
        return f"/article-proposals/{self.article_id}/{self.number}/"

    @property
    def path(self) -> str:
        """Where editors read it."""
        return f"/editing/{self.article_id}/revisions/{self.number}/"


class RevisionStep(models.Model):
    """One step of a revision: from which state to which, by whom, when, and what was said. Only grows."""

    brand = scope.BrandKey()
    revision = models.ForeignKey(
        ArticleRevision, on_delete=models.CASCADE, related_name="steps"
    )
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=10)
    from_state = models.CharField(max_length=10)
    to_state = models.CharField(max_length=10)
    at = models.DateTimeField()
    # Nobody: an import, or the clock.
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=2000, blank=True)
    objects = scope.BrandManager["RevisionStep"]()
    across_brands = models.Manager["RevisionStep"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["revision", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "seq"], name="revision_step_number"
            ),
            models.CheckConstraint(
                condition=~Q(name="return") | ~Q(note=""), name="returned_with_a_word"
            ),
        ]
